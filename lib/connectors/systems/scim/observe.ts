import type { Completeness, Presence } from "../../../core/access/observation.ts";
import type { AccessBefore, CallFailure, Exchange, Finding, Look, Target } from "../../contract.ts";
import type { Answer } from "../../http/client.ts";
import { groupsOf, isStranger } from "./list-access.ts";
import { presenceOf } from "./map.ts";
import { readPages } from "./pages.ts";
import { parseGroup, parsePage, parseUser, type ScimGroup } from "./schema.ts";
import { refusesFilter, resourcePath, type ScimSession } from "./session.ts";

/**
 * Looks at one account or one membership, by the target's own identifier. One request, except:
 * a 404 is believed only after a control read of another account answers (wrong base path, lost permission
 * and broken routing all answer 404 too), and an empty member list only after a second question.
 */
export function observe(session: ScimSession, target: Target, signal: AbortSignal): Promise<Look> {
  return target.layer === "account"
    ? observeAccount(session, target, signal)
    : observeMembership(session, target, signal);
}

async function observeAccount(session: ScimSession, target: Target, signal: AbortSignal): Promise<Look> {
  const sought = `account ${target.accountNativeId}`;
  const answer = await session.read("GET", resourcePath("Users", target.accountNativeId), signal);
  if (answer.failure !== null) return blind(sought, answer, answer.failure);
  if (answer.status === 404) return absentIfControlled(session, target, sought, answer, signal);
  const user = answer.status === 200 ? parseUser(answer.json) : null;
  if (user === null || user.id !== target.accountNativeId) return blind(sought, answer, "unexpected_shape");
  const presence = presenceOf(user);
  return presence === "unknown"
    ? blind(sought, answer, "unexpected_shape")
    : look(presence, "lookup", sought, [answer.exchange]);
}

async function observeMembership(session: ScimSession, target: Target, signal: AbortSignal): Promise<Look> {
  const sought = `account ${target.accountNativeId} in group ${target.nativeKey}`;
  const answer = await session.read("GET", resourcePath("Groups", target.nativeKey), signal);
  if (answer.failure !== null) return blind(sought, answer, answer.failure);
  if (answer.status === 404) return absentIfControlled(session, target, sought, answer, signal);
  const group = answer.status === 200 ? parseGroup(answer.json) : null;
  if (group === null || group.id !== target.nativeKey || group.members === null)
    return blind(sought, answer, "unexpected_shape");
  if (group.members.includes(target.accountNativeId)) {
    return look(
      "active",
      "lookup",
      sought,
      [answer.exchange],
      memberFindings(target.before, group.members.length, true),
    );
  }
  const findings = memberFindings(target.before, group.members.length, false);
  if (isBelievable(target.before, group.members.length))
    return look("absent", "lookup", sought, [answer.exchange], findings);
  return bySecondQuestion(session, target, sought, answer, findings, signal);
}

/**
 * A list without the account proves that it is no member only if this server's lists were seen to show members:
 * the list is not empty and is not known to have hidden this account, or it is empty and held nobody else.
 */
function isBelievable(before: AccessBefore | undefined, members: number): boolean {
  if (before === undefined) return members > 0;
  if (!before.listed) return false;
  return members > 0 || before.members === 1;
}

/**
 * Asks from the other side which groups contain the account, for servers that hide members and for a group that is
 * suddenly empty. Where that question was not proved to be answered rightly, all groups are read as second opinion.
 */
async function bySecondQuestion(
  session: ScimSession,
  target: Target,
  sought: string,
  first: Answer,
  findings: readonly Finding[],
  signal: AbortSignal,
): Promise<Look> {
  const answer =
    session.dialect.memberFilter === "honoured" ? await groupsOf(session, target.accountNativeId, signal) : null;
  // A filter that was proved can still be refused later: scimmy answers 400 as soon as any group is empty.
  const asked = answer !== null && !refusesFilter(answer.status);
  const read = asked ? answer : await readPages(session, "/Groups", "", parseGroup, signal);
  const exchanges = [first.exchange, ...(asked ? [] : (answer?.exchanges ?? [])), ...read.exchanges];
  const group = read.rows.find(({ id }) => id === target.nativeKey);
  // A proved filter that names the group without showing members says "member" as well.
  const named = asked && group?.members?.length === 0;
  if (named || group?.members?.includes(target.accountNativeId)) {
    return look("active", "lookup", sought, exchanges, findings);
  }
  const agrees = asked
    ? read.rows.every((row) => !isStranger(row, target.accountNativeId))
    : target.before?.listed === true && group?.members?.length === 0 && showsMembers(read.rows);
  if (read.complete && agrees) return look("absent", "complete", sought, exchanges, findings);
  const unsure = look("unknown", read.failure === null ? "partial" : "failed", sought, exchanges, [
    ...findings,
    HIDDEN,
  ]);
  return { ...unsure, failure: read.failure, retryAfter: read.retryAfter };
}

/** Some group shows members right now: this server is not hiding all of them today. */
function showsMembers(groups: readonly ScimGroup[]): boolean {
  return groups.some((group) => (group.members?.length ?? 0) > 0);
}

async function absentIfControlled(
  session: ScimSession,
  target: Target,
  sought: string,
  first: Answer,
  signal: AbortSignal,
): Promise<Look> {
  if (session.config.goneIs404 && target.layer === "account") return look("absent", "lookup", sought, [first.exchange]);
  const control = await controlReads(session, target.accountNativeId, signal);
  const exchanges = [first.exchange, ...control.exchanges];
  if (control.answered) return look("absent", "lookup", sought, exchanges);
  return {
    ...look("unknown", "failed", sought, exchanges, [CONTROL_FAILED]),
    failure: control.failure,
    retryAfter: control.retryAfter,
  };
}

interface Control {
  readonly answered: boolean;
  readonly failure: CallFailure | null;
  readonly retryAfter: number | null;
  readonly exchanges: readonly Exchange[];
}

/** Whether another account of this system can be read by id right now: the named one, else one from a listing. */
async function controlReads(session: ScimSession, not: string, signal: AbortSignal): Promise<Control> {
  const exchanges: Exchange[] = [];
  const named = session.config.controlAccountId ?? session.dialect.controlAccountId;
  if (named !== null && named !== not) {
    const answer = await session.read("GET", resourcePath("Users", named), signal);
    exchanges.push(answer.exchange);
    if (isUser(answer, named)) return { answered: true, failure: null, retryAfter: null, exchanges };
    if (answer.failure !== null)
      return { answered: false, failure: answer.failure, retryAfter: answer.retryAfter, exchanges };
  }
  const listed = await session.read("GET", "/Users?startIndex=1&count=2", signal);
  exchanges.push(listed.exchange);
  const page = listed.status === 200 && listed.failure === null ? parsePage(listed.json) : null;
  const other = page?.resources.map(parseUser).find((user) => user !== null && user.id !== not);
  if (!other) return { answered: false, failure: listed.failure, retryAfter: listed.retryAfter, exchanges };
  const answer = await session.read("GET", resourcePath("Users", other.id), signal);
  exchanges.push(answer.exchange);
  return { answered: isUser(answer, other.id), failure: answer.failure, retryAfter: answer.retryAfter, exchanges };
}

function isUser(answer: Answer, id: string): boolean {
  return answer.failure === null && answer.status === 200 && parseUser(answer.json)?.id === id;
}

/** Damage beside the membership looked at, seen by comparing counts with the state before the act. */
export function memberFindings(before: AccessBefore | undefined, members: number, still: boolean): readonly Finding[] {
  if (before === undefined || !before.listed) return [];
  if (members === 0 && before.members > 1)
    return [{ code: "group_emptied", detail: `The group held ${before.members} members and shows none now.` }];
  if (still && members < before.members) {
    return [
      { code: "other_member_removed", detail: "The account is still a member while the group lost somebody else." },
    ];
  }
  return [];
}

function look(
  presence: Presence,
  completeness: Completeness,
  sought: string,
  exchanges: readonly Exchange[],
  findings: readonly Finding[] = [],
): Look {
  return { presence, completeness, facts: {}, sought, failure: null, retryAfter: null, findings, exchanges };
}

function blind(sought: string, answer: Answer, failure: CallFailure): Look {
  return { ...look("unknown", "failed", sought, [answer.exchange]), failure, retryAfter: answer.retryAfter };
}

const HIDDEN: Finding = {
  code: "members_hidden",
  detail: "The group's member list cannot be believed here, and no other question settled it.",
};
const CONTROL_FAILED: Finding = {
  code: "control_read_failed",
  detail:
    "The account answers 404, but no other account could be read either: the system may not be showing us anything.",
};
