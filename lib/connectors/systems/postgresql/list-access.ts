import type { z } from "zod";
import type { AccessRecord, Exchange, Finding, Listing } from "../../contract.ts";
import { listed, listedInPart } from "../../kit/replies.ts";
import { parseRows } from "../../kit/rows.ts";
import { failureOf } from "../../kit/sql-line.ts";
import { CANNOT_BELIEVE, isBelievable, NO_STATS } from "./control.ts";
import { oidOf } from "./keys.ts";
import { grantRecords, membershipRecord, ownedRecords, passwordRecord, roleRecords, sessionRecord } from "./map.ts";
import * as schema from "./schema.ts";
import type { PgSession } from "./session.ts";
import { CONTROL, MEMBERSHIPS, PASSWORDS, ROLES, ROWS_MAX, SESSIONS, SHARES } from "./statements.ts";

/** Everything the server shows of these roles beside the roles themselves, on one connection. */
export function listAccess(
  session: PgSession,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Listing<AccessRecord>> {
  const sought = `sessions, rights and property of ${ids.length} roles`;
  return session.look(signal, async (line) => {
    const exchanges: Exchange[] = [];
    const findings: Finding[] = [];
    const byOid = new Map(ids.map((id) => [oidOf(id), id]));
    const oids = [...byOid.keys()];
    let failure: Listing<AccessRecord>["failure"] = null;
    const read = async <T>(row: z.ZodType<T>, statement: string, values: readonly (readonly string[])[] = [oids]) => {
      if (failure !== null) return [];
      const answer = await line.query(statement, values);
      exchanges.push(answer.exchange);
      const rows = parseRows(row, answer.rows);
      if (rows === null) failure = failureOf(answer);
      if ((rows?.length ?? 0) >= ROWS_MAX) findings.push(CAPPED);
      return rows ?? [];
    };
    const [control] = await read(schema.controlRow, CONTROL, []);
    const sessions = await read(schema.sessionRow, SESSIONS);
    const passwords = session.dialect.passwords ? await read(schema.passwordRow, PASSWORDS) : [];
    const memberships = await read(schema.membershipRow, MEMBERSHIPS);
    const shares = await read(schema.sharesRow, SHARES);
    const roles = await read(schema.roleRow, ROLES, []);
    if (failure !== null) return listedInPart(sought, exchanges, failure);
    if (!isBelievable(control ?? null)) return listedInPart(sought, exchanges, "unexpected_shape", [CANNOT_BELIEVE]);
    const of = (oid: string) => byOid.get(oid) ?? oid;
    const timed = sessions.filter(({ started }) => started !== null);
    if (timed.length < sessions.length || control?.stats !== true) findings.push(NO_STATS);
    const rows = [
      ...timed.map((row) => sessionRecord(of(row.role), row)),
      ...passwords.map((row) => passwordRecord(of(row.role), row)),
      ...memberships.map((row) => membershipRecord(of(row.role), row)),
      ...roles.filter(({ id }) => byOid.has(id)).flatMap((row) => roleRecords(of(row.id), row)),
      ...shares.flatMap((row) => [...grantRecords(of(row.role), row), ...ownedRecords(of(row.role), row)]),
    ];
    if (findings.length > 0) return listedInPart(sought, exchanges, null, findings, rows);
    return listed(sought, exchanges, rows);
  });
}

const CAPPED: Finding = { code: "listing_capped", detail: `An answer was cut off at ${ROWS_MAX} rows.` };
