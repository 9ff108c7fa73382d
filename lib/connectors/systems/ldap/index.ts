import type { Layer } from "../../../core/access/layer.ts";
import { SECOND } from "../../../core/instant.ts";
import type { Connection, Connector, LayerAbility, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { parseSettings } from "../../kit/database-address.ts";
import { findAccounts, listAccounts } from "../../kit/ldap/directory.ts";
import { directorySecrets } from "../../kit/ldap/settings.ts";
import { check } from "./check.ts";
import { ldapConfig } from "./config.ts";
import { listAccess } from "./list-access.ts";
import { observe } from "./observe.ts";
import { revoke } from "./revoke.ts";
import { openDirectory } from "./session.ts";

const BOTH: LayerAbility = { act: true, observe: true, freshness: 0 };
const LOOKS: LayerAbility = { act: false, observe: true, freshness: 0 };

/** Sessions of an application that signed somebody in are that application's: a directory shows none. */
const LAYERS: Partial<Record<Layer, LayerAbility>> = {
  account: BOTH,
  credential: BOTH,
  group: BOTH,
  machine_identity: LOOKS,
  custody: LOOKS,
};

const MANIFEST: Manifest = {
  id: "ldap",
  name: "LDAP directory",
  version: "1",
  layers: LAYERS,
  seenAgainst: ["OpenLDAP 2.5.13", "389 Directory Server and FreeIPA: not yet seen against the vendor"],
};

/** LDAP v3 (RFC 4510). Secrets: `password`, and optionally `observePassword` and `caCertificate`. */
export const ldapConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(ldapConfig, directorySecrets),
  parseConfig: (raw) => parseSettings(ldapConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const config = ldapConfig.parse(options.config);
  const opened = openDirectory(options, config);
  const { directory } = opened;
  const freshness = config.freshnessSeconds * SECOND;
  // Keys without the password are half of the layer, and half of it would read as all of it.
  const claimed = Object.entries(LAYERS).filter(([layer]) => layer !== "credential" || opened.dialect.passwords);
  const layers = claimed.map(([layer, ability]) => [layer, { ...ability, freshness }]);
  return {
    manifest: { ...MANIFEST, layers: Object.fromEntries(layers) },
    check: (signal) => check(opened, signal),
    findAccounts: (keys, signal) => opened.look(signal, (call) => findAccounts(directory, call, keys)),
    listAccounts: (signal) => opened.look(signal, (call) => listAccounts(directory, call)),
    listAccess: (ids, signal) => listAccess(opened, ids, signal),
    revoke: (target, goal, signal) => revoke(opened, target, goal, signal),
    observe: (target, signal) => observe(opened, target, signal),
    close: async () => undefined,
  };
}
