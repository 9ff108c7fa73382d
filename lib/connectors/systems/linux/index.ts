import { SECOND } from "../../../core/instant.ts";
import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { parseSettings } from "../../kit/database-address.ts";
import { findAccounts, listAccounts } from "./accounts.ts";
import { check } from "./check.ts";
import { linuxConfig } from "./config.ts";
import { listAccess } from "./list-access.ts";
import { observe } from "./observe.ts";
import { revoke } from "./revoke.ts";
import { linuxSession } from "./shell.ts";

const ABILITY = { act: true, observe: true, freshness: 0 } as const;

/** Files that an account owns and certificates of an authority cannot be read whole, so they are not claimed. */
const MANIFEST: Manifest = {
  id: "linux",
  name: "Linux over SSH",
  version: "1",
  layers: {
    account: ABILITY,
    // A process that is killed is listed until its parent has noticed.
    session: { ...ABILITY, freshness: SECOND },
    credential: ABILITY,
    group: ABILITY,
    entitlement: { ...ABILITY, act: false },
    machine_identity: ABILITY,
  },
  seenAgainst: ["Debian 12 with OpenSSH 9.2p1 and sudo 1.9.13p3"],
};

/** One Linux host through its own commands, over SSH with the host's key pinned. */
export const linuxConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(linuxConfig, [
    { name: "privateKey", label: "Private key of the account that acts", help: null, required: true, multiline: true },
    {
      name: "observePrivateKey",
      label: "Private key of the account that looks",
      help: "A second credential, so that whoever acts is not whoever looks.",
      required: false,
      multiline: true,
    },
    { name: "passphrase", label: "Passphrase of the keys", help: null, required: false, multiline: false },
  ]),
  parseConfig: (raw) => parseSettings(linuxConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const session = linuxSession(options, linuxConfig.parse(options.config));
  return {
    manifest: MANIFEST,
    check: (signal) => check(session, signal),
    findAccounts: (keys, signal) => findAccounts(session, keys, signal),
    listAccounts: (signal) => listAccounts(session, signal),
    listAccess: (ids, signal) => listAccess(session, ids, signal),
    revoke: (target, goal, signal) => revoke(session, target, goal, signal),
    observe: (target, signal) => observe(session, target, signal),
    close: async () => undefined,
  };
}
