import type { AccountRecord, CorrelationKeys, Listing } from "../../contract.ts";
import { carriesKey } from "../../kit/carries-key.ts";
import { listed, listedInPart } from "../../kit/replies.ts";
import { parseRows } from "../../kit/rows.ts";
import { failureOf } from "../../kit/sql-line.ts";
import { accountRecord } from "./map.ts";
import type { RadiusSession } from "./session.ts";
import { accountRow, ROWS_MAX } from "./statements.ts";

/** Every name that the tables of users hold. */
export function listAccounts(session: RadiusSession, signal: AbortSignal): Promise<Listing<AccountRecord>> {
  const sought = "all users";
  return session.look(signal, async (line) => {
    const answer = await line.query(session.sql.accounts);
    const users = parseRows(accountRow, answer.rows);
    if (users === null) return listedInPart(sought, [answer.exchange], failureOf(answer));
    if (users.length === 0 || users.some(({ standby }) => standby)) {
      const detail =
        "The server is a standby, or shows no user at all. What is missing from its answer proves nothing.";
      return listedInPart(sought, [answer.exchange], null, [{ code: "control_read_failed", detail }]);
    }
    const rows = users.map(accountRecord);
    if (users.length < ROWS_MAX) return listed(sought, [answer.exchange], rows);
    const detail = `The list of users was cut off at ${ROWS_MAX}.`;
    return listedInPart(sought, [answer.exchange], null, [{ code: "listing_capped", detail }], rows);
  });
}

/** Users whose name is one of a person's keys. There is nothing else by which the tables know anybody. */
export async function findAccounts(
  session: RadiusSession,
  keys: CorrelationKeys,
  signal: AbortSignal,
): Promise<Listing<AccountRecord>> {
  const all = await listAccounts(session, signal);
  const rows = all.rows.filter((row) => carriesKey(row, keys));
  return { ...all, sought: "users that carry a key of the person", rows };
}
