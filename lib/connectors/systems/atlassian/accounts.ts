import type { Goal } from "../../../core/access/goal.ts";
import type { Presence } from "../../../core/access/observation.ts";
import type { AccountRecord, RevokeOutcome } from "../../contract.ts";
import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { ListReader } from "../../kit/read-list.ts";
import type { AccountSeen } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { AtlassianConfig } from "./config.ts";
import { adminList, adminReader, directoryPath, userPath } from "./lists.ts";
import { type AtlassianUser, readOne, readUser } from "./schema.ts";

const USERS = "users?limit=100";

export function usersReader(config: AtlassianConfig): ListReader<AccountRecord> {
  const parse = (json: unknown) => {
    const user = readUser(json);
    return user === null ? null : accountRecord(config, user);
  };
  return adminReader(config, directoryPath(config, USERS), parse, ({ nativeId }) => nativeId);
}

/** Managed accounts alone: what is read of one of them must not be hidden because nobody may manage it. */
export async function someAccounts(config: AtlassianConfig, trail: Trail): Promise<readonly string[]> {
  const first = { ...config, pagesMax: 1 };
  const read = await adminList(first, trail, directoryPath(config, USERS), readUser, ({ accountId }) => accountId);
  return read.rows.filter(({ claimStatus }) => claimStatus === "managed").map(({ accountId }) => accountId);
}

function accountRecord(config: AtlassianConfig, user: AtlassianUser): AccountRecord {
  const isApp = user.accountType === "app";
  return {
    nativeId: user.accountId,
    userName: user.email || user.name || user.accountId,
    displayName: user.name || null,
    emails: user.email ? [user.email] : [],
    externalId: null,
    presence: presenceOf(config, user),
    ...(isApp ? { kind: "service" as const } : {}),
  };
}

/** A suspension is of one directory: without one in the settings it does not say that every other is closed too. */
function presenceOf({ directoryId }: AtlassianConfig, user: AtlassianUser): Presence {
  if (user.accountStatus === "inactive" || user.accountStatus === "closed") return "disabled";
  if (user.accountStatus !== "active") return "unknown";
  return directoryId !== undefined && user.membershipStatus === "suspended" ? "disabled" : "active";
}

async function userById(config: AtlassianConfig, account: string, trail: Trail) {
  const answer = await trail.get(userPath(config, account));
  const user = answer.failure === null && answer.status === 200 ? readOne(answer.json)?.data : undefined;
  return { answer, user: user?.accountId === account ? user : null };
}

export async function lookAtAccount(config: AtlassianConfig, account: string, trail: Trail): Promise<AccountSeen> {
  const { answer, user } = await userById(config, account, trail);
  if (answer.failure !== null) return { kind: "unreadable" };
  if (answer.status === 404) return { kind: "missing" };
  if (user !== null) return { kind: "seen", presence: presenceOf(config, user) };
  trail.fail("unexpected_shape");
  return { kind: "unreadable" };
}

/**
 * Deactivates an account that the organisation manages. One that it does not belongs to the person: the organisation
 * can keep it out of its directory and switch nothing off.
 */
export async function endAccount(
  config: AtlassianConfig,
  account: string,
  goal: Goal,
  trail: Trail,
): Promise<RevokeOutcome> {
  const { answer, user } = await userById(config, account, trail);
  const known = outcomeOf(answer, () => user !== null);
  if (known.kind !== "accepted" || user === null) return known;
  if (presenceOf(config, user) === "disabled") return { kind: "already_absent" };
  if (goal === "suspended") return suspend(config, account, trail);
  if (user.claimStatus !== "managed") {
    return {
      kind: "unsupported",
      reason: "the organisation does not manage this account, so that it cannot be deactivated; suspend it instead",
    };
  }
  const path = `/users/${segment(account)}/manage/lifecycle/disable`;
  return outcomeOf(await trail.send("POST", path, {}), () => false);
}

async function suspend(config: AtlassianConfig, account: string, trail: Trail): Promise<RevokeOutcome> {
  if (config.directoryId === undefined)
    return { kind: "unsupported", reason: "accounts are suspended in one directory; enter its id in the settings" };
  return outcomeOf(await trail.send("POST", userPath(config, account, "/suspend")), (json) => json === undefined);
}
