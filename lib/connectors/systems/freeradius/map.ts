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
