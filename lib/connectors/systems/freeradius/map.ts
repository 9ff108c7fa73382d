import type { ObservedFacts, Presence } from "../../../core/access/observation.ts";
import { SECOND } from "../../../core/instant.ts";
import type { AccountRecord, Finding } from "../../contract.ts";
import { instantOf } from "../../kit/rows.ts";
import type { AccountRow, SessionRow } from "./statements.ts";

/**
 * Reject decides unless something else also sets how the user is let in: FreeRADIUS takes what was set last, and a group
 * comes after the user.
 */
export function presenceOf({ rejected, contradicted }: AccountRow): Presence {
  if (!rejected) return "active";
  return contradicted ? "unknown" : "disabled";
}

export const OVERRULED: Finding = {
  code: "reply_contradicts",
  detail: "The user is rejected, and another row or group also sets Auth-Type: which one counts is not known.",
};

export function accountRecord(row: AccountRow): AccountRecord {
  const presence = presenceOf(row);
  return { nativeId: row.name, userName: row.name, displayName: null, emails: [], externalId: null, presence };
}

/** Whether nothing was heard of an open session for so long that its device may have forgotten it. */
export function isStale({ heard, now }: SessionRow, staleAfterSeconds: number): boolean {
  const [at, then] = [instantOf(now), instantOf(heard)];
  if (staleAfterSeconds === 0) return false;
  return at === null || then === null || at - then > staleAfterSeconds * SECOND;
}

/** How a session is named: by accounting's id, and by the number that its device gave it, since links may share an id. */
export function sessionKey({ id, number }: Pick<SessionRow, "id" | "number">): string {
  return `${id}/${number}`;
}

export function sessionOf(nativeKey: string): readonly [id: string, number: string] {
  const place = nativeKey.indexOf("/");
  return place < 0 ? [nativeKey, ""] : [nativeKey.slice(0, place), nativeKey.slice(place + 1)];
}

export type Stop = "none" | "own" | "bulk";

/**
 * Whether accounting has a stop of this very session. A device that reports again after the stop has opened it again
 * under the same number; and a device that says that it began anew stops all its sessions at once, of which it may know
 * nothing.
 */
export function stopOf({ stopped, heard, cause }: SessionRow): Stop {
  const [end, last] = [instantOf(stopped), instantOf(heard)];
  if (end === null || (last !== null && last > end)) return "none";
  return /^(?:NAS|Admin)-Reboot$|stale|clear/i.test(cause ?? "") ? "bulk" : "own";
}

export const BULK: Finding = {
  code: "reply_contradicts",
  detail: "The session was stopped with all of its device at once, and not by a stop of its own: it may go on.",
};

export const ELSEWHERE: Finding = {
  code: "control_read_failed",
  detail:
    "The user is in none of the tables. Another module of the server (files, a directory, certificates) may know them: only where the settings say that users stand in the tables alone does that count as gone.",
};

export const OPEN_TO_ALL: Finding = {
  code: "reply_contradicts",
  detail: "The default profile sets how everybody is let in: whoever is in none of the tables may be too.",
};

export const STALE: Finding = {
  code: "reply_contradicts",
  detail: "The session is open in accounting, but its device has not reported it for longer than it should.",
};

export const FORGOTTEN: Finding = {
  code: "reply_contradicts",
  detail: "Accounting does not hold this session any more. That its record was deleted does not end it.",
};

export function sessionFacts({ started, heard }: SessionRow): ObservedFacts {
  const [issuedAt, lastUsedAt] = [instantOf(started), instantOf(heard)];
  return { ...(issuedAt === null ? {} : { issuedAt }), ...(lastUsedAt === null ? {} : { lastUsedAt }) };
}

export function sessionLabel({ nas, caller }: SessionRow): string {
  return caller ? `${nas}, from ${caller}` : nas;
}
