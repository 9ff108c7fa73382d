import type { AccountRecord, CorrelationKeys, Listing } from "../../contract.ts";
import { carriesKey } from "../../kit/carries-key.ts";
import { listed, listedInPart } from "../../kit/replies.ts";
import { SqlLook } from "../../kit/sql-look.ts";
import type { SqlSession } from "../../kit/sql-session.ts";
import type { MariadbConfig } from "./config.ts";
import { REPLICA } from "./control.ts";
import { type AccountRow, accountRow, serverOf, variableRow } from "./facts.ts";
import { accountId, kindOf } from "./keys.ts";
import { CONTROL, ROWS_MAX, statementsOf } from "./statements.ts";

/** Every user at every host. */
export async function listAccounts(
  session: SqlSession<MariadbConfig>,
  signal: AbortSignal,
): Promise<Listing<AccountRecord>> {
  const sought = "all accounts";
  return session.look(signal, async (line) => {
    const look = new SqlLook(line, sought);
    const server = serverOf(await look.rows(variableRow, CONTROL));
    if (server === null) return listedInPart(sought, look.exchanges(), look.failure());
    const accounts = await look.rows(accountRow, statementsOf(server.family).accounts);
    if (accounts === null) return listedInPart(sought, look.exchanges(), look.failure());
    if (server.isReplica) return listedInPart(sought, look.exchanges(), "unexpected_shape", [REPLICA]);
    const rows = accounts.map(accountRecord);
    // The account that asks must be among them; an empty list is a list that hides.
    if (rows.length === 0) return listedInPart(sought, look.exchanges(), "unexpected_shape");
    if (rows.length < ROWS_MAX) return listed(sought, look.exchanges(), rows);
    const detail = `The list of accounts was cut off at ${ROWS_MAX}.`;
    return listedInPart(sought, look.exchanges(), null, [{ code: "listing_capped", detail }], rows);
  });
}

/** Accounts whose user carries one of a person's keys, at whatever host: each host is an account of its own. */
export async function findAccounts(
  session: SqlSession<MariadbConfig>,
  keys: CorrelationKeys,
  signal: AbortSignal,
): Promise<Listing<AccountRecord>> {
  const all = await listAccounts(session, signal);
  const rows = all.rows.filter((row) => carriesKey(row, keys));
  return { ...all, sought: "accounts whose user carries a key of the person", rows };
}

function accountRecord(row: AccountRow): AccountRecord {
  const kind = kindOf(row);
  return {
    nativeId: accountId(row),
    userName: row.user,
    displayName: accountId(row),
    emails: [],
    externalId: null,
    presence: row.locked ? "disabled" : "active",
    ...(kind === undefined ? {} : { kind }),
  };
}
