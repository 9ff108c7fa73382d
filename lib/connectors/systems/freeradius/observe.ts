import type { Look, Target } from "../../contract.ts";
import { SqlLook } from "../../kit/sql-look.ts";
import {
  BULK,
  ELSEWHERE,
  FORGOTTEN,
  isStale,
  OPEN_TO_ALL,
  OVERRULED,
  presenceOf,
  STALE,
  sessionFacts,
  sessionOf,
  stopOf,
} from "./map.ts";
import type { RadiusSession } from "./session.ts";
import { accountRow, controlRow, credentialRow, groupRow, sessionRow } from "./statements.ts";

/** Looks at one user or one access. Whatever is not found is believed only while the tables show somebody else. */
export function observe(session: RadiusSession, target: Target, signal: AbortSignal): Promise<Look> {
  const { layer, accountNativeId: name, nativeKey } = target;
  return session.look(signal, async (line) => {
    const look = new SqlLook(line, `${layer} ${nativeKey} of user ${name}`);
    const control = await look.rows(controlRow, session.sql.control, [name]);
    if (control === null) return look.failed();
    const [standing] = control;
    const isBelievable = standing?.others === true && !standing.standby;
    if (!isBelievable) return look.blind(null, [NOBODY]);
    if (layer === "account") return atAccount(session, look, name, standing.opens);
    if (layer === "session") return atSession(session, look, name, nativeKey);
    if (layer === "credential") return atCredential(session, look, name, nativeKey);
    return layer === "group" ? atGroup(session, look, name, nativeKey) : look.blind(null);
  });
}

const NOBODY = {
  code: "control_read_failed",
  detail: "The server is a standby, or shows no other user. What is missing from its answer proves nothing.",
} as const;

async function atCredential(session: RadiusSession, look: SqlLook, name: string, key: string): Promise<Look> {
  const rows = await look.rows(credentialRow, session.sql.credentials, [[name]]);
  if (rows === null) return look.failed();
  const isThere = rows.some(({ attribute }) => attribute === key);
  return look.seen(isThere ? "active" : "absent", {}, "complete");
}

async function atGroup(session: RadiusSession, look: SqlLook, name: string, key: string): Promise<Look> {
  const rows = await look.rows(groupRow, session.sql.groups, [[name]]);
  if (rows === null) return look.failed();
  return look.seen(rows.some((row) => row.name === key) ? "active" : "absent", {}, "complete");
}

/** The tables speak of themselves alone: what is in none of them is gone only where nothing else lets anybody in. */
async function atAccount(session: RadiusSession, look: SqlLook, name: string, opens: boolean): Promise<Look> {
  const rows = await look.rows(accountRow, session.sql.account, [name]);
  if (rows === null) return look.failed();
  const [row] = rows;
  if (row === undefined) {
    if (opens) return look.blind(null, [OPEN_TO_ALL]);
    return session.config.tablesOnly ? look.seen("absent") : look.blind(null, [ELSEWHERE]);
  }
  const presence = presenceOf(row);
  return presence === "unknown" ? look.blind(null, [OVERRULED]) : look.seen(presence);
}

/** A session has ended when its device said so of it (its stop in accounting). That there is no record is no end. */
async function atSession(session: RadiusSession, look: SqlLook, name: string, key: string): Promise<Look> {
  const rows = await look.rows(sessionRow, session.sql.session, sessionOf(key));
  if (rows === null) return look.failed();
  if (rows.length === 0 || rows.some(({ account }) => account !== name)) return look.blind(null, [FORGOTTEN]);
  const open = rows.find((row) => stopOf(row) === "none");
  if (open === undefined) {
    return rows.every((row) => stopOf(row) === "own") ? look.seen("absent") : look.blind(null, [BULK]);
  }
  const { staleAfterSeconds } = session.config;
  return isStale(open, staleAfterSeconds) ? look.blind(null, [STALE]) : look.seen("active", sessionFacts(open));
}
