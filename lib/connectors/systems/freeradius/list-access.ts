import type { z } from "zod";
import type { AccessRecord, Exchange, Listing } from "../../contract.ts";
import { listed, listedInPart } from "../../kit/replies.ts";
import { parseOne, parseRows } from "../../kit/rows.ts";
import { failureOf } from "../../kit/sql-line.ts";
import { isStale, sessionFacts, sessionKey, sessionLabel } from "./map.ts";
import type { RadiusSession } from "./session.ts";
import { controlRow, credentialRow, groupRow, ROWS_MAX, sessionRow } from "./statements.ts";

/** Open sessions, passwords and groups of these users, on one connection. */
export function listAccess(
  session: RadiusSession,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Listing<AccessRecord>> {
  const sought = `sessions, passwords and groups of ${ids.length} users`;
  const { sql } = session;
  return session.look(signal, async (line) => {
    const exchanges: Exchange[] = [];
    let failure: Listing<AccessRecord>["failure"] = null;
    let capped = false;
    const read = async <T>(row: z.ZodType<T>, statement: string): Promise<readonly T[]> => {
      if (failure !== null) return [];
      const answer = await line.query(statement, [ids]);
      exchanges.push(answer.exchange);
      const rows = parseRows(row, answer.rows);
      if (rows === null) failure = failureOf(answer);
      capped ||= (rows?.length ?? 0) >= ROWS_MAX;
      return rows ?? [];
    };
    const control = await line.query(sql.control, [""]);
    exchanges.push(control.exchange);
    const standing = parseOne(controlRow, control.rows);
    if (standing === null) return listedInPart(sought, exchanges, failureOf(control));
    const sessions = await read(sessionRow, sql.sessions);
    const passwords = await read(credentialRow, sql.credentials);
    const groups = await read(groupRow, sql.groups);
    if (failure !== null) return listedInPart(sought, exchanges, failure);
    const rows: AccessRecord[] = [
      ...sessions.map((row) => {
        const named = { nativeKey: sessionKey(row), label: sessionLabel(row), facts: sessionFacts(row) };
        const presence = isStale(row, session.config.staleAfterSeconds) ? "unknown" : "active";
        return { accountNativeId: row.account ?? "", layer: "session", presence, ...named } as const;
      }),
      ...passwords.map(({ account, attribute }) => {
        const named = { nativeKey: attribute, label: attribute, facts: {} };
        return { accountNativeId: account, layer: "credential" as const, ...named };
      }),
      ...groups.map(({ account, name }) => {
        return { accountNativeId: account, layer: "group" as const, nativeKey: name, label: name, facts: {} };
      }),
    ];
    if (!capped && !standing.standby && standing.others) return listed(sought, exchanges, rows);
    const detail = "The server is a standby, shows nobody, or its answer was cut off.";
    return listedInPart(sought, exchanges, null, [{ code: "control_read_failed", detail }], rows);
  });
}
