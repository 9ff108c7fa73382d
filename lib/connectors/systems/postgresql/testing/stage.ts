import postgres from "postgres";
import type { AccountRecord, Connection, Target } from "../../../contract.ts";
import { postgresqlConnector } from "../index.ts";

/** A running server and its superuser. */
export interface Server {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export const LOOKER_PASSWORD = "test-password-of-who-looks";
export const ACTOR_PASSWORD = "test-password-of-who-acts";
export const MIA_PASSWORD = "test-password-of-mia";
export const signal = new AbortController().signal;

export type Sql = postgres.Sql;

export function connect(server: Server, database: string, user = server.user, password = server.password): Sql {
  const { host, port } = server;
  return postgres({ host, port, database, user, password, max: 1, onnotice: () => undefined, backoff: false });
}

/**
 * Makes on the server: `closeout_look` (reads statistics and pg_authid), `closeout_act` (CREATEROLE, no superuser),
 * `heir`, the database `sales` and the database `attic`, which takes no connections.
 */
export async function prepare(server: Server): Promise<void> {
  const sql = connect(server, "postgres");
  await sql.unsafe(`create role closeout_look login password '${LOOKER_PASSWORD}' in role pg_read_all_stats`);
  await sql.unsafe("grant select on pg_authid to closeout_look");
  await sql.unsafe(`create role closeout_act login createrole password '${ACTOR_PASSWORD}' in role pg_signal_backend`);
  await sql.unsafe("create role heir login");
  for (const name of ["sales", "attic"]) await sql.unsafe(`create database ${name}`);
  await sql.end();
}

/** A connection of Closeout as the superuser, looking by `closeout_look`, after its check. */
export async function open(server: Server, more: Readonly<Record<string, unknown>> = {}, secrets = {}) {
  const { host, port, user, password } = server;
  const raw = { host, port, user, tls: "off", observeUser: "closeout_look", heir: "heir", allowDrop: true, ...more };
  const parsed = postgresqlConnector.parseConfig(raw);
  if (!parsed.ok) throw new Error(parsed.problems.join(" "));
  const options = {
    config: parsed.config,
    secrets: { password, observePassword: LOOKER_PASSWORD, ...secrets },
    connectionsMax: 4,
    allowPrivateTargets: ["127.0.0.0/8"],
    deadlineMs: 10_000,
  };
  const { dialect } = await postgresqlConnector.open({ ...options, dialect: {} }).check(signal);
  // The suite tests the manifest against the methods; all of them are there.
  return postgresqlConnector.open({ ...options, dialect }) as Required<Connection>;
}

/** The one role of this name as Closeout finds it. */
export async function accountOf(connection: Required<Connection>, name: string): Promise<AccountRecord> {
  const { rows } = await connection.findAccounts({ userNames: [name], emails: [], externalIds: [] }, signal);
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`${rows.length} roles are called ${name}`);
  return row;
}

export function account(nativeId: string): Target {
  return { layer: "account", accountNativeId: nativeId, nativeKey: nativeId };
}

/** What Closeout lists of one account on one layer. */
export async function targetsOf(connection: Required<Connection>, nativeId: string, layer: Target["layer"]) {
  const { rows } = await connection.listAccess([nativeId], signal);
  return rows.filter((row) => row.layer === layer);
}
