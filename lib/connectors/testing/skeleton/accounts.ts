import { matchReason } from "../../../core/identity/match.ts";
import type { CorrelationKeys, RevokeOutcome } from "../../contract.ts";
import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccountSeen, AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { listOf } from "./client.ts";
import type { SystemConfig } from "./config.ts";
import { accountRecord, presenceOf } from "./map.ts";
import { readPage, readUser } from "./schema.ts";

export function userPath(account: string): string {
  return `/users/${segment(account)}`;
}

export async function listAccounts(config: SystemConfig, trail: Trail): Promise<AccountsRead> {
  const { rows, complete } = await listOf(config, trail, "/users", readUser);
  return { rows: rows.map(accountRecord), complete };
}

// Yours: where the vendor's search is exact, fresh and blind to letter case, ask it through kit/find-accounts.ts.
// Until that is proved, everybody is read and compared: a search that finds nobody proves nothing by itself.
export async function findAccounts(config: SystemConfig, keys: CorrelationKeys, trail: Trail): Promise<AccountsRead> {
  const { rows, complete } = await listAccounts(config, trail);
  return { rows: rows.filter((row) => matchReason(row, keys) !== null), complete };
}

/** Some accounts of the first page, for control reads. */
export async function someAccounts(trail: Trail): Promise<readonly string[]> {
  const answer = await trail.get("/users");
  const page = answer.failure === null && answer.status === 200 ? readPage(answer.json) : null;
  return (page?.items ?? []).map(readUser).flatMap((user) => (user === null ? [] : [user.id]));
}

// Yours: one account by its permanent identifier. The identifier in the answer must be the one asked for.
export async function lookAtAccount(account: string, trail: Trail): Promise<AccountSeen> {
  const { failure, status, json } = await trail.get(userPath(account));
  if (failure !== null) return { kind: "unreadable" };
  if (status === 404) return { kind: "missing" };
  const user = status === 200 ? readUser(json) : null;
  return user?.id === account ? { kind: "seen", presence: presenceOf(user) } : { kind: "unreadable" };
}

// Yours: the request that closes an account, and which answer means that it was taken. A bare 200 means nothing.
export async function endAccount(account: string, trail: Trail): Promise<RevokeOutcome> {
  return outcomeOf(await trail.send("POST", `${userPath(account)}/lock`), () => false);
}
