import type { Goal } from "../../../core/access/goal.ts";
import type { Presence } from "../../../core/access/observation.ts";
import { matchReason } from "../../../core/identity/match.ts";
import type { AccountRecord, CorrelationKeys, RevokeOutcome } from "../../contract.ts";
import type { AccountSeen, AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { IdentityCenterConfig } from "./config.ts";
import { readUser, type StoreUser } from "./schema.ts";
import { actOutcome, ask, isMissing, STORE, storeList } from "./store.ts";

/** @param numbers of one person: of a user that carries several, the one that is theirs is shown */
export async function listAccounts(
  config: IdentityCenterConfig,
  trail: Trail,
  numbers: readonly string[] = [],
): Promise<AccountsRead> {
  const read = await storeList(config, trail, {
    target: `${STORE}.ListUsers`,
    body: { IdentityStoreId: config.identityStoreId },
    rows: "Users",
    parse: readUser,
    key: ({ UserId }) => UserId,
  });
  return { rows: read.rows.map((user) => recordOf(user, numbers)), complete: read.complete };
}

/** Among all users: the API finds a user name only as it is written, and no mail at all. */
export async function findAccounts(
  config: IdentityCenterConfig,
  keys: CorrelationKeys,
  trail: Trail,
): Promise<AccountsRead> {
  const { rows, complete } = await listAccounts(config, trail, keys.externalIds);
  return { rows: rows.filter((row) => matchReason(row, keys) !== null), complete };
}

function recordOf(user: StoreUser, numbers: readonly string[]): AccountRecord {
  const carried = (user.ExternalIds ?? []).flatMap(({ Id }) => (Id ? [Id] : []));
  const mails = (user.Emails ?? []).flatMap(({ Value }) => (Value ? [Value] : []));
  return {
    nativeId: user.UserId,
    userName: user.UserName ?? "",
    displayName: user.DisplayName || null,
    emails: [...new Set(mails)],
    externalId: carried.find((one) => numbers.includes(one)) ?? carried[0] ?? null,
    presence: presenceOf(user),
  };
}

/** The status is left out by older answers, which say nothing else of it either. */
function presenceOf({ UserStatus: status }: StoreUser): Presence {
  if (status === "DISABLED") return "disabled";
  return status == null || status === "ENABLED" ? "active" : "unknown";
}

export async function lookAtAccount(config: IdentityCenterConfig, account: string, trail: Trail): Promise<AccountSeen> {
  const body = { IdentityStoreId: config.identityStoreId, UserId: account };
  const answer = await ask(trail, `${STORE}.DescribeUser`, body);
  if (answer.failure !== null) return { kind: "unreadable" };
  if (isMissing(answer)) return { kind: "missing" };
  const user = answer.status === 200 ? readUser(answer.json) : null;
  if (user?.UserId === account) return { kind: "seen", presence: presenceOf(user) };
  trail.fail("unexpected_shape");
  return { kind: "unreadable" };
}

/** Deleted, where somebody decided so. The answer is empty whatever was deleted, so the user is read first. */
export async function endAccount(
  config: IdentityCenterConfig,
  account: string,
  goal: Goal,
  trail: Trail,
): Promise<RevokeOutcome> {
  if (config.closeBy !== "delete") {
    return {
      kind: "unsupported",
      reason: `an account cannot be ${goal} by this API, and policy does not allow deleting it`,
    };
  }
  const body = { IdentityStoreId: config.identityStoreId, UserId: account };
  const current = await ask(trail, `${STORE}.DescribeUser`, body);
  const before = actOutcome(current, (json) => readUser(json)?.UserId === account);
  if (before.kind !== "accepted") return before;
  return actOutcome(await ask(trail, `${STORE}.DeleteUser`, body), isEmpty);
}

/** {} and nothing else, which is what these services answer to a deletion. */
export function isEmpty(json: unknown): boolean {
  return json === undefined || Object.keys(Object(json)).length === 0;
}
