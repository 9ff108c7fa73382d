import { ACCOUNT_KINDS } from "../../../core/access/account.ts";
import type { Goal } from "../../../core/access/goal.ts";
import type { Presence } from "../../../core/access/observation.ts";
import type { AccountRecord, RevokeOutcome } from "../../contract.ts";
import type { ListRead } from "../../kit/read-list.ts";
import type { AccountSeen, AccountsRead, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { AwsIamConfig } from "./config.ts";
import { DENY_ALL, deniesAll, denyAll } from "./deny.ts";
import { ask, iamList, outcomeOf, type Parameters, wordsOf } from "./iam.ts";
import { type IamUser, readUser } from "./schema.ts";

const USERS = {
  action: "GetAccountAuthorizationDetails",
  parameters: { "Filter.member.1": "User" },
  rows: "UserDetailList",
  parse: readUser,
  key: ({ UserId }: IamUser) => UserId,
} as const;

/** Read once in one look, list or act, of which a trail is one. */
const READ = new WeakMap<Trail, Promise<ListRead<IamUser>>>();

/**
 * All users. IAM asks for a user by name alone, and a name passes to another user: the number is looked for in the
 * whole list, which a quota keeps to 5,000.
 */
export function allUsers(config: AwsIamConfig, trail: Trail): Promise<ListRead<IamUser>> {
  const known = READ.get(trail) ?? iamList(config, trail, USERS);
  READ.set(trail, known);
  return known;
}

/** The user of this number; "missing" only from a list read to its end. */
export async function userOf(config: AwsIamConfig, id: string, trail: Trail): Promise<IamUser | "missing" | null> {
  const { rows, complete } = await allUsers(config, trail);
  const user = rows.find(({ UserId }) => UserId === id);
  if (user !== undefined && !isOf(config, user)) {
    trail.fail("unexpected_shape");
    return null;
  }
  return user ?? (complete ? "missing" : null);
}

/** arn:aws:iam::123456789012:user/…: of another account it would be somebody else of the same name. */
function isOf({ accountId }: AwsIamConfig, { Arn }: IamUser): boolean {
  return Arn.split(":")[4] === accountId;
}

/** A user has no switch. Whoever carries a policy that denies everything can do nothing by any key or session. */
export function presenceOf(user: IamUser): Presence {
  const attached = user.AttachedManagedPolicies.some(({ PolicyArn }) => isAwsDenyAll(PolicyArn));
  const inline = user.UserPolicyList.some(({ PolicyDocument }) => deniesAll(PolicyDocument));
  return attached || inline ? "disabled" : "active";
}

export function isAwsDenyAll(arn: string): boolean {
  return /^arn:aws[\w-]*:iam::aws:policy\/AWSDenyAll$/.test(arn);
}

export async function listAccounts(config: AwsIamConfig, trail: Trail): Promise<AccountsRead> {
  const { rows, complete } = await allUsers(config, trail);
  const own = rows.filter((user) => isOf(config, user));
  if (own.length < rows.length) trail.fail("unexpected_shape");
  return { rows: own.map((user) => recordOf(config, user)), complete: complete && own.length === rows.length };
}

function recordOf({ mailTag, kindTag }: AwsIamConfig, user: IamUser): AccountRecord {
  const tag = (name: string) => user.Tags.find(({ Key }) => Key === name)?.Value ?? "";
  const kind = ACCOUNT_KINDS.find((one) => one === tag(kindTag).toLowerCase());
  return {
    nativeId: user.UserId,
    userName: user.UserName,
    displayName: null,
    emails: tag(mailTag) === "" ? [] : [tag(mailTag)],
    externalId: null,
    presence: presenceOf(user),
    ...(kind === undefined ? {} : { kind }),
  };
}

export async function lookAtAccount(config: AwsIamConfig, account: string, trail: Trail): Promise<AccountSeen> {
  const user = await userOf(config, account, trail);
  if (user === null) return { kind: "unreadable" };
  return user === "missing" ? { kind: "missing" } : { kind: "seen", presence: presenceOf(user) };
}

/** Disabled: an inline policy that denies everything. Absent: deleted, which IAM refuses while something hangs on it. */
export async function endAccount(
  config: AwsIamConfig,
  account: string,
  goal: Goal,
  trail: Trail,
): Promise<RevokeOutcome> {
  if (goal === "absent" && !config.allowDelete) {
    return { kind: "unsupported", reason: "policy does not allow deleting users here" };
  }
  const user = await userOf(config, account, trail);
  if (user === null) return unreadable(trail);
  if (user === "missing") return { kind: "already_absent" };
  const UserName = user.UserName;
  if (goal === "absent") return outcomeOf(await ask(trail, "DeleteUser", { UserName }), "DeleteUser");
  if (presenceOf(user) === "disabled") return { kind: "already_absent" };
  const parameters = { UserName, PolicyName: DENY_ALL, PolicyDocument: denyAll() };
  return outcomeOf(await ask(trail, "PutUserPolicy", parameters), "PutUserPolicy");
}

/** An act that needs a list which could not be read; nothing was done. A refusal keeps its words. */
export function unreadable({ failure, exchanges }: Trail): RevokeOutcome {
  const exchange = exchanges.at(-1);
  if (exchange?.status === 403 && failure === "unauthorised") {
    return { kind: "refused", reason: wordsOf({ status: 403, exchange }) };
  }
  return { kind: "unknown", cause: failure ?? "unexpected_shape" };
}

/** What hangs on a user, by the name that the user has now. */
export async function listOf(
  config: AwsIamConfig,
  account: string,
  trail: Trail,
  read: (user: IamUser) => Promise<Omit<KindRead, "accountMissing">>,
): Promise<KindRead> {
  const user = await userOf(config, account, trail);
  if (user === null || user === "missing") return { rows: [], complete: false, accountMissing: user === "missing" };
  return { ...(await read(user)), accountMissing: false };
}

/** Sends an act on something that hangs on a user. */
export async function actOn(
  config: AwsIamConfig,
  account: string,
  trail: Trail,
  action: string,
  parameters: Parameters,
): Promise<RevokeOutcome> {
  const user = await userOf(config, account, trail);
  if (user === null) return unreadable(trail);
  if (user === "missing") return { kind: "already_absent" };
  return outcomeOf(await ask(trail, action, { UserName: user.UserName, ...parameters }), action);
}
