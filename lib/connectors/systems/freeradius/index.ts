import { SECOND } from "../../../core/instant.ts";
import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { addressGuard } from "../../http/address-guard.ts";
import { redactor } from "../../http/redact.ts";
import { parseSettings } from "../../kit/database-address.ts";
import { CA_CERTIFICATE, OBSERVE_PASSWORD } from "../../kit/database-secrets.ts";
import { onLine } from "../../kit/postgresql/line.ts";
import { sqlSession } from "../../kit/sql-session.ts";
import { findAccounts, listAccounts } from "./accounts.ts";
import { check } from "./check.ts";
import { freeradiusConfig } from "./config.ts";
import { listAccess } from "./list-access.ts";
import { observe } from "./observe.ts";
import type { Line } from "./radius/disconnect.ts";
import { revoke } from "./revoke.ts";
import type { RadiusSession } from "./session.ts";
import { statementsFor } from "./statements.ts";

/** Longest wait for a device, which is asked once. */
const DEVICE_DEADLINE_MS = 5000;

const ABILITY = { act: true, observe: true, freshness: 0 } as const;
/** A device reports the end of a session by itself, a moment after it ended it. */
const SESSION = { act: true, observe: true, freshness: 10 * SECOND } as const;

const MANIFEST: Manifest = {
  id: "freeradius",
  name: "FreeRADIUS",
  version: "1",
  layers: { account: ABILITY, session: SESSION, credential: ABILITY, group: ABILITY },
  seenAgainst: ["FreeRADIUS 3.2.1 with PostgreSQL 15.18; devices were played by the tests"],
};

/** FreeRADIUS with its users and accounting in PostgreSQL, and its devices by RFC 5176. */
export const freeradiusConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(freeradiusConfig, [
    { name: "password", label: "Password of the role that acts", help: null, required: true, multiline: false },
    OBSERVE_PASSWORD,
    {
      name: "deviceSecret",
      label: "Secret that devices share",
      help: "For disconnects. Without it sessions are seen and not ended.",
      required: false,
      multiline: false,
    },
    CA_CERTIFICATE,
  ]),
  parseConfig: (raw) => parseSettings(freeradiusConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const config = freeradiusConfig.parse(options.config);
  const plain = sqlSession(options, config, onLine);
  const session: RadiusSession = { ...plain, sql: statementsFor(config), devices: devicesOf(options) };
  const unlevered = { ...MANIFEST, layers: { ...MANIFEST.layers, session: { ...SESSION, act: false } } };
  return {
    manifest: session.devices === null ? unlevered : MANIFEST,
    check: (signal) => check(session, signal),
    findAccounts: (keys, signal) => findAccounts(session, keys, signal),
    listAccounts: (signal) => listAccounts(session, signal),
    listAccess: (ids, signal) => listAccess(session, ids, signal),
    revoke: (target, goal, signal) => revoke(session, target, goal, signal),
    observe: (target, signal) => observe(session, target, signal),
    close: async () => undefined,
  };
}

function devicesOf({ secrets, allowPrivateTargets, deadlineMs, readOnly = false }: OpenOptions): Line | null {
  const secret = secrets["deviceSecret"] ?? "";
  if (secret === "") return null;
  return {
    guard: addressGuard(allowPrivateTargets ?? []),
    secret,
    redact: redactor(Object.values(secrets)),
    deadlineMs: Math.min(deadlineMs ?? DEVICE_DEADLINE_MS, DEVICE_DEADLINE_MS),
    readOnly,
  };
}
