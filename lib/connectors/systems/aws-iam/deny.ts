import { z } from "zod";
import { type Instant, instant } from "../../../core/instant.ts";

/** Inline policies under these names are ours; what they do is read from their text, never from the name. */
export const DENY_ALL = "CloseoutDenyAll";
export const REVOKE_OLDER = "CloseoutRevokeOlderSessions";

const everything = z.union([z.literal("*"), z.tuple([z.literal("*")])]);
/** Strict: a statement with anything else in it (a condition, NotAction, a principal) may deny less. */
const denial = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.literal("Deny"),
  Action: everything,
  Resource: everything,
});
const olderDenial = denial.extend({
  Condition: z.strictObject({ DateLessThan: z.strictObject({ "aws:TokenIssueTime": z.iso.datetime() }) }),
});

export function denyAll(): string {
  return policy({});
}

/** Denies every session that began before a moment. A long-lived key has no such moment and is not touched by it. */
export function denyOlder(atMillis: number): string {
  return policy({ Condition: { DateLessThan: { "aws:TokenIssueTime": new Date(atMillis).toISOString() } } });
}

function policy(more: object): string {
  const statement = { Effect: "Deny", Action: "*", Resource: "*", ...more };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** Whether a policy's text denies everything to whoever carries it. An explicit deny wins over every permission. */
export function deniesAll(document: string): boolean {
  return statements(document).some((one) => denial.safeParse(one).success);
}

/** The latest moment before which a policy's text denies every session; null where it denies none. */
export function deniesBefore(document: string): Instant | null {
  const times = statements(document).flatMap((one) => {
    const read = olderDenial.safeParse(one).data;
    return read === undefined ? [] : [Date.parse(read.Condition.DateLessThan["aws:TokenIssueTime"])];
  });
  return times.length === 0 ? null : instant(Math.max(...times) * 1000);
}

/** IAM hands documents out URL-encoded (RFC 3986). */
function statements(document: string): readonly unknown[] {
  try {
    const json: unknown = JSON.parse(document.startsWith("{") ? document : decodeURIComponent(document));
    const all: unknown = Reflect.get(Object(json), "Statement");
    return [all].flat();
  } catch {
    return [];
  }
}
