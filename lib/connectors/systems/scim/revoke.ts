import type { Goal } from "../../../core/access/goal.ts";
import type { AccessBefore, Exchange, Finding, RevokeOutcome, RevokeResult, Target } from "../../contract.ts";
import type { Answer } from "../../http/client.ts";
import { memberFindings } from "./observe.ts";
import { field, fieldsOf, parseGroup, parseUser } from "./schema.ts";
import { resourcePath, type ScimSession } from "./session.ts";

const PATCH_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

const DEACTIVATE_BY_PATH = { schemas: [PATCH_SCHEMA], Operations: [{ op: "replace", path: "active", value: false }] };
const DEACTIVATE_BY_VALUE = { schemas: [PATCH_SCHEMA], Operations: [{ op: "replace", value: { active: false } }] };

/** Switches an account off, deletes it where policy allows, or takes one account out of one group. */
export async function revoke(
  session: ScimSession,
  target: Target,
  goal: Goal,
  signal: AbortSignal,
): Promise<RevokeResult> {
  if (target.layer === "group") {
    if (goal !== "absent") return unsupported(`a membership can only be made absent, not ${goal}`);
    return leaveGroup(session, target, signal);
  }
  if (target.layer !== "account") return unsupported(`SCIM has no lever on the layer ${target.layer}`);
  if (goal === "disabled" || goal === "suspended") return deactivate(session, target.accountNativeId, signal);
  if (goal !== "absent") return unsupported(`an account cannot be ${goal} through SCIM`);
  if (!session.config.allowDelete) return unsupported("policy does not allow deleting accounts in this system");
  const answer = await session.act("DELETE", resourcePath("Users", target.accountNativeId), undefined, signal);
  return result(
    outcomeOf(answer, () => true),
    [answer],
  );
}

/**
 * One PATCH with one operation. Where the server refuses the form (400, 501, 405) nothing was done, and the
 * next form is tried: value object, then a full PUT. The form that works is set in the system's config.
 */
async function deactivate(session: ScimSession, id: string, signal: AbortSignal): Promise<RevokeResult> {
  const path = resourcePath("Users", id);
  const says = (answer: Answer) => {
    const user = parseUser(answer.json);
    return user?.id === id && user.active !== true;
  };
  const answers: Answer[] = [];
  if (session.config.deactivate !== "put" && session.dialect.patch !== false) {
    const forms =
      session.config.deactivate === "value" ? [DEACTIVATE_BY_VALUE] : [DEACTIVATE_BY_PATH, DEACTIVATE_BY_VALUE];
    for (const form of forms) {
      const answer = await session.act("PATCH", path, form, signal);
      answers.push(answer);
      if (!refusesForm(answer)) return result(outcomeOf(answer, says), answers);
    }
  }
  const current = await session.read("GET", path, signal);
  answers.push(current);
  const fields = fieldsOf(current.json);
  if (current.failure !== null || current.status !== 200 || fields === null || parseUser(fields)?.id !== id) {
    return result(
      outcomeOf(current, () => false),
      answers,
    );
  }
  const version = session.dialect.etag ? (current.etag ?? versionOf(fields)) : null;
  const put = await session.act(
    "PUT",
    path,
    withInactive(fields),
    signal,
    version === null ? undefined : { "if-match": version },
  );
  return result(outcomeOf(put, says), [...answers, put]);
}

/** A full replacement always carries `active: false`: servers re-activate an account whose PUT leaves it out. */
function withInactive(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const rest = Object.entries(fields).filter(([name]) => !["active", "meta", "groups"].includes(name.toLowerCase()));
  return { ...Object.fromEntries(rest), active: false };
}

function versionOf(fields: Readonly<Record<string, unknown>>): string | null {
  const version = field(fieldsOf(field(fields, "meta")) ?? {}, "version");
  return typeof version === "string" ? version : null;
}

/**
 * Removes one member by a filter in the path. Never a bare value list: several servers then remove everybody.
 * Without the state from the inventory the group is read first, so that a wipe can be noticed afterwards.
 */
async function leaveGroup(session: ScimSession, target: Target, signal: AbortSignal): Promise<RevokeResult> {
  const path = resourcePath("Groups", target.nativeKey);
  const id = target.accountNativeId;
  const answers: Answer[] = [];
  let before: AccessBefore | undefined = target.before;
  if (before === undefined) {
    const current = await session.read("GET", path, signal);
    answers.push(current);
    const group = current.status === 200 && current.failure === null ? parseGroup(current.json) : null;
    if (group === null || group.id !== target.nativeKey)
      return result(
        outcomeOf(current, () => false),
        answers,
      );
    before = { listed: group.members?.includes(id) ?? false, members: group.members?.length ?? 0 };
  }
  const operation = { op: "remove", path: `members[value eq ${JSON.stringify(id)}]` };
  const answer = await session.act("PATCH", path, { schemas: [PATCH_SCHEMA], Operations: [operation] }, signal);
  answers.push(answer);
  const after = answer.status === 200 && answer.failure === null ? parseGroup(answer.json) : null;
  const says = () => after?.id === target.nativeKey && after.members?.includes(id) !== true;
  // A reply without a member list says nothing about the others; only a list that is there is compared.
  const shown = field(fieldsOf(answer.json) ?? {}, "members");
  const findings =
    after?.members != null && shown !== undefined
      ? memberFindings(before, after.members.length, after.members.includes(id))
      : [];
  return { ...result(outcomeOf(answer, says), answers, findings), before };
}

/** The form was refused before anything was done. */
function refusesForm(answer: Answer): boolean {
  return answer.failure === null && (answer.status === 400 || answer.status === 405 || answer.status === 501);
}

/**
 * What an answer to an act comes to. 204 and 202 say yes; 200 says yes only with the resource in it, as the
 * standard asks, and not with a resource that still shows the access. None of it closes anything.
 */
function outcomeOf(answer: Answer, says: (answer: Answer) => boolean): RevokeOutcome {
  const { status, failure } = answer;
  if (status === 403) return { kind: "refused", reason: reasonOf(answer) };
  if (failure !== null || status === null) return { kind: "unknown", cause: failure ?? "connection" };
  if (status === 204 || status === 202) return { kind: "accepted" };
  if (status === 404 || status === 410) return { kind: "already_absent" };
  if (status >= 200 && status < 300)
    return says(answer) ? { kind: "accepted" } : { kind: "unknown", cause: "unexpected_shape" };
  return { kind: "refused", reason: reasonOf(answer) };
}

/** The target's own words, taken from the redacted copy and cut short. */
function reasonOf(answer: Answer): string {
  let detail: unknown;
  try {
    detail = field(fieldsOf(JSON.parse(answer.exchange.body ?? "")) ?? {}, "detail");
  } catch {
    detail = undefined;
  }
  return typeof detail === "string" && detail !== ""
    ? `${answer.status}: ${detail.slice(0, 300)}`
    : `the target answered ${answer.status}`;
}

function result(outcome: RevokeOutcome, answers: readonly Answer[], findings: readonly Finding[] = []): RevokeResult {
  const exchanges: readonly Exchange[] = answers.map((answer) => answer.exchange);
  return { outcome, findings, exchanges, retryAfter: answers.at(-1)?.retryAfter ?? null };
}

function unsupported(reason: string): RevokeResult {
  return { outcome: { kind: "unsupported", reason }, exchanges: [], retryAfter: null };
}
