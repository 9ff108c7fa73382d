import type { Goal } from "../../../core/access/goal.ts";
import type { AccountRecord, CorrelationKeys, RevokeOutcome } from "../../contract.ts";
import { findByKeys } from "../../kit/find-accounts.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccountSeen, AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { KeycloakConfig } from "./config.ts";
import { never, pagedList, realmPath, userPath } from "./lists.ts";
import { type KeycloakUser, readUser } from "./schema.ts";

/** Accounts by user name and by mail, exactly and without case; each row is compared again. */
export function findAccounts(config: KeycloakConfig, keys: CorrelationKeys, trail: Trail): Promise<AccountsRead> {
  const filled = (values: readonly string[]) => [...new Set(values.filter((value) => value.trim() !== ""))];
  const names = filled([...keys.userNames, ...keys.emails]).map((value) => ["username", value] as const);
  const mails = filled(keys.emails).map((value) => ["email", value] as const);
  const searches = [...names, ...mails].map(([field, value]) => () => {
    const query = new URLSearchParams({ [field]: value, exact: "true" });
    return users(config, trail, `/users?${query}`);
  });
  return findByKeys(trail, keys, searches, () => listAccounts(config, trail));
}

export function listAccounts(config: KeycloakConfig, trail: Trail): Promise<AccountsRead> {
  return users(config, trail, "/users");
}

async function users(config: KeycloakConfig, trail: Trail, path: string): Promise<AccountsRead> {
  const read = await pagedList(config, trail, realmPath(config, path), readUser, ({ id }) => id);
  return { rows: read.rows.map(recordOf), complete: read.complete };
}

export async function someAccounts(config: KeycloakConfig, trail: Trail): Promise<readonly string[]> {
  const answer = await trail.get(realmPath(config, "/users?first=0&max=10"));
  if (answer.failure !== null || answer.status !== 200 || !Array.isArray(answer.json)) return [];
  return answer.json.map(readUser).flatMap((user) => (user === null ? [] : [user.id]));
}

function recordOf(user: KeycloakUser): AccountRecord {
  const name = [user.firstName, user.lastName].filter((part) => part).join(" ");
  return {
    nativeId: user.id,
    userName: user.username,
    displayName: name || null,
    emails: user.email ? [user.email] : [],
    externalId: null,
    presence: user.enabled ? "active" : "disabled",
    // The name that Keycloak gives to the user behind a client.
    ...(user.username.startsWith("service-account-") ? { kind: "service" as const } : {}),
  };
}

async function userById(
  config: KeycloakConfig,
  account: string,
  trail: Trail,
): Promise<KeycloakUser | "missing" | null> {
  const answer = await trail.get(userPath(config, account));
  if (answer.failure !== null) return null;
  if (answer.status === 404) return "missing";
  const user = answer.status === 200 ? readUser(answer.json) : null;
  if (user?.id === account) return user;
  trail.fail("unexpected_shape");
  return null;
}

export async function lookAtAccount(config: KeycloakConfig, account: string, trail: Trail): Promise<AccountSeen> {
  const user = await userById(config, account, trail);
  if (user === null) return { kind: "unreadable" };
  return user === "missing" ? { kind: "missing" } : { kind: "seen", presence: user.enabled ? "active" : "disabled" };
}

/** Disables, or deletes where policy allows it. A PUT of one field leaves the others as they are. */
export async function endAccount(
  config: KeycloakConfig,
  account: string,
  goal: Goal,
  trail: Trail,
): Promise<RevokeOutcome> {
  const path = userPath(config, account);
  if (goal !== "absent") return outcomeOf(await trail.send("PUT", path, { enabled: false }), never);
  if (!config.allowDelete) return { kind: "unsupported", reason: "policy does not allow deleting accounts here" };
  return outcomeOf(await trail.send("DELETE", path), never);
}
