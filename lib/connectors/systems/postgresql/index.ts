import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { parseSettings } from "../../kit/database-address.ts";
import { CA_CERTIFICATE, OBSERVE_PASSWORD } from "../../kit/database-secrets.ts";
import { onLine } from "../../kit/postgresql/line.ts";
import { sqlSession } from "../../kit/sql-session.ts";
import { findAccounts, listAccounts } from "./accounts.ts";
import { check } from "./check.ts";
import { postgresqlConfig } from "./config.ts";
import { parseDialect } from "./dialect.ts";
import { listAccess } from "./list-access.ts";
import { observe } from "./observe.ts";
import { revoke } from "./revoke.ts";
import type { PgSession } from "./session.ts";

const ABILITY = { act: true, observe: true, freshness: 0 } as const;

/** Certificates, client maps and pg_hba.conf are not in the catalogue, so they are not claimed here. */
const MANIFEST: Manifest = {
  id: "postgresql",
  name: "PostgreSQL",
  version: "1",
  layers: {
    account: ABILITY,
    session: ABILITY,
    credential: ABILITY,
    group: ABILITY,
    entitlement: ABILITY,
    custody: ABILITY,
  },
  seenAgainst: ["PostgreSQL 18.4", "PostgreSQL 15.18"],
};

/** PostgreSQL 14 and newer by its own protocol. */
export const postgresqlConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(postgresqlConfig, [
    { name: "password", label: "Password of the role that acts", help: null, required: true, multiline: false },
    OBSERVE_PASSWORD,
    CA_CERTIFICATE,
  ]),
  parseConfig: (raw) => parseSettings(postgresqlConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const plain = sqlSession(options, postgresqlConfig.parse(options.config), onLine);
  const session: PgSession = { ...plain, dialect: parseDialect(options.dialect) };
  const { credential, ...layers } = MANIFEST.layers;
  return {
    manifest: session.dialect.passwords && credential !== undefined ? MANIFEST : { ...MANIFEST, layers },
    check: (signal) => check(session, signal),
    findAccounts: (keys, signal) => findAccounts(session, keys, signal),
    listAccounts: (signal) => listAccounts(session, signal),
    listAccess: (ids, signal) => listAccess(session, ids, signal),
    revoke: (target, goal, signal) => revoke(session, target, goal, signal),
    observe: (target, signal) => observe(session, target, signal),
    close: async () => undefined,
  };
}
