import type { AccountRecord, CorrelationKeys, Listing } from "../../contract.ts";
import { carriesKey } from "../../kit/carries-key.ts";
import { listed, listedInPart } from "../../kit/replies.ts";
import { parseOne, parseRows } from "../../kit/rows.ts";
import { failureOf } from "../../kit/sql-line.ts";
import { CANNOT_BELIEVE, isBelievable } from "./control.ts";
import { accountId, kindOf } from "./keys.ts";
import { controlRow, type RoleRow, roleRow } from "./schema.ts";
import type { PgSession } from "./session.ts";
import { CONTROL, ROLES, ROWS_MAX } from "./statements.ts";

/** Every role of the server, those that cannot sign in included: a leaver's role that was closed is one of them. */
export async function listAccounts(session: PgSession, signal: AbortSignal): Promise<Listing<AccountRecord>> {
  const sought = "all roles";
  return session.look(signal, async (line) => {
    const control = await line.query(CONTROL);
    if (control.rows === null) return listedInPart(sought, [control.exchange], failureOf(control));
    const answer = await line.query(ROLES);
    const exchanges = [control.exchange, answer.exchange];
    const roles = parseRows(roleRow, answer.rows);
    if (roles === null) return listedInPart(sought, exchanges, failureOf(answer));
    if (!isBelievable(parseOne(controlRow, control.rows))) {
      return listedInPart(sought, exchanges, "unexpected_shape", [CANNOT_BELIEVE]);
    }
    const rows = roles.map(accountRecord);
    if (roles.length < ROWS_MAX) return listed(sought, exchanges, rows);
    const detail = `The list of roles was cut off at ${ROWS_MAX}.`;
    return listedInPart(sought, exchanges, null, [{ code: "listing_capped", detail }], rows);
  });
}

/**
 * Roles that carry one of a person's keys as their name. All roles are read and compared here: how a server folds
 * letter case depends on its locale. A role has no mail and no external identifier.
 */
export async function findAccounts(
  session: PgSession,
  keys: CorrelationKeys,
  signal: AbortSignal,
): Promise<Listing<AccountRecord>> {
  const all = await listAccounts(session, signal);
  return {
    ...all,
    sought: "roles that carry a key of the person",
    rows: all.rows.filter((row) => carriesKey(row, keys)),
  };
}

/** A role as an account. An end of the password closes no other way in, so it makes no role disabled. */
function accountRecord(role: RoleRow): AccountRecord {
  const kind = kindOf(role);
  return {
    nativeId: accountId(role),
    userName: role.name,
    displayName: null,
    emails: [],
    externalId: null,
    presence: role.login ? "active" : "disabled",
    ...(kind === undefined ? {} : { kind }),
  };
}
