import type { AccessRecord, Finding, Listing } from "../../contract.ts";
import { membershipRecord } from "./map.ts";
import { type PagesRead, readPages } from "./pages.ts";
import { parseGroup, type ScimGroup } from "./schema.ts";
import { equals, filterQuery, refusesFilter, type ScimSession } from "./session.ts";

/** Above this many accounts all groups are read once instead of one question an account. */
const QUESTIONS_MAX = 25;

/**
 * Memberships of these accounts. One request an account, by `members.value eq`; members are read in full,
 * never excluded. Servers that cannot be asked so, and large sets of accounts, get one complete listing.
 */
export async function listAccess(
  session: ScimSession,
  accountIds: readonly string[],
  signal: AbortSignal,
): Promise<Listing<AccessRecord>> {
  const ids = [...new Set(accountIds)];
  const conduct = session.dialect.memberFilter;
  if (conduct === "ignored" || conduct === "unsupported" || ids.length > QUESTIONS_MAX)
    return fromAllGroups(session, ids, signal);
  const answers = await Promise.all(ids.map((id) => groupsOf(session, id, signal)));
  if (answers.some(({ status }) => refusesFilter(status))) return fromAllGroups(session, ids, signal);
  const rows: AccessRecord[] = [];
  const findings = answers.flatMap((answer) => answer.findings);
  let strangers = 0;
  for (const [index, answer] of answers.entries()) {
    const id = ids[index] ?? "";
    for (const group of answer.rows) {
      if (isStranger(group, id)) strangers += 1;
      else rows.push(membershipRecord(group, id));
    }
  }
  if (strangers > 0) findings.push(notHonoured(strangers));
  return {
    rows,
    complete: strangers === 0 && answers.every((answer) => answer.complete),
    failure: answers.find((answer) => answer.failure !== null)?.failure ?? (strangers > 0 ? "unexpected_shape" : null),
    sought: `groups with member ${ids.join(", ")}`,
    findings,
    exchanges: answers.flatMap((answer) => answer.exchanges),
    retryAfter: longest(answers.map((answer) => answer.retryAfter)),
  };
}

/** Groups that the server says contain this account. */
export function groupsOf(session: ScimSession, accountId: string, signal: AbortSignal): Promise<PagesRead<ScimGroup>> {
  return readPages(session, "/Groups", filterQuery(equals("members.value", accountId)), parseGroup, signal);
}

/**
 * A group that shows members, but not the one asked for. Either the filter was ignored or the list is cut
 * short; both make the answer worthless. A group that shows no members at all may hide them (AWS).
 */
export function isStranger(group: ScimGroup, accountId: string): boolean {
  return group.members === null || (group.members.length > 0 && !group.members.includes(accountId));
}

async function fromAllGroups(
  session: ScimSession,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Listing<AccessRecord>> {
  const read = await readPages(session, "/Groups", "", parseGroup, signal);
  const unreadable = read.rows.filter((group) => group.members === null).length;
  const hidden = read.rows.length > 0 && read.rows.every((group) => group.members?.length === 0);
  const findings: Finding[] = [...read.findings];
  if (hidden) findings.push(MEMBERS_HIDDEN);
  if (unreadable > 0)
    findings.push({ code: "unreadable_rows", detail: `The members of ${unreadable} groups could not be read.` });
  return {
    rows: read.rows.flatMap((group) =>
      ids.filter((id) => group.members?.includes(id)).map((id) => membershipRecord(group, id)),
    ),
    complete: read.complete && unreadable === 0 && !hidden,
    failure: read.failure ?? (unreadable > 0 ? "unexpected_shape" : null),
    sought: `all groups, for members ${ids.join(", ")}`,
    findings,
    exchanges: read.exchanges,
    retryAfter: read.retryAfter,
  };
}

const MEMBERS_HIDDEN: Finding = {
  code: "members_hidden",
  detail: "No group shows any member. Some servers never do; an empty list then proves nothing.",
};

const notHonoured = (groups: number): Finding => ({
  code: "filter_not_honoured",
  detail: `${groups} groups came back that do not show the member asked for; the answer proves nothing.`,
});

function longest(waits: readonly (number | null)[]): number | null {
  return waits.reduce((most, wait) => (wait === null ? most : Math.max(wait, most ?? 0)), null);
}
