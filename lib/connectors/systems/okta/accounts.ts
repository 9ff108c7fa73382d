import type { Goal } from "../../../core/access/goal.ts";
import type { AccountRecord, CorrelationKeys, RevokeOutcome } from "../../contract.ts";
import { aroundMoves } from "../../kit/account-lists.ts";
import { findByKeys, inBatches, spellings } from "../../kit/find-accounts.ts";
import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccountSeen, AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { OktaConfig } from "./config.ts";
import { oktaList } from "./lists.ts";
import { accountRecord, presenceOf } from "./map.ts";
import { type OktaUser, readUser } from "./schema.ts";

/** Conditions in one question; longer addresses are refused. */
const CONDITIONS_MAX = 20;

export function userPath(account: string): string {
  return `/api/v1/users/${segment(account)}`;
}

/**
 * Okta has two searches: `filter` reads what is true now and compares with case, `search` compares without case and
 * lags. A person is asked for by both; each row is compared again.
 */
export function findAccounts(config: OktaConfig, keys: CorrelationKeys, trail: Trail): Promise<AccountsRead> {
  const names = [...keys.userNames, ...keys.emails];
  const exact = spellings(names).flatMap((value) => [is("login", value), is("email", value)]);
  const folded = [...new Set(names.filter((value) => value.trim() !== "").map((value) => value.toLowerCase()))].flatMap(
    (value) => [is("login", value), is("email", value)],
  );
  const numbers = keys.externalIds.filter((value) => value.trim() !== "").map((value) => is("employeeNumber", value));
  const asked = [
    ...inBatches(exact, CONDITIONS_MAX).map((conditions) => ({ name: "filter", conditions })),
    ...inBatches([...folded, ...numbers], CONDITIONS_MAX).map((conditions) => ({ name: "search", conditions })),
  ];
  const searches = asked.map(({ name, conditions }) => async () => {
    const query = `${name}=${encodeURIComponent(conditions.join(" or "))}&limit=200`;
    return records(await oktaList(config, trail, `/api/v1/users?${query}`, readUser, ({ id }) => id));
  });
  return findByKeys(trail, keys, searches, () => listAccounts(config, trail));
}

function is(property: string, value: string): string {
  return `profile.${property} eq ${JSON.stringify(value)}`;
}

/** Everybody. Okta leaves deactivated users out of its list unless they are asked for; one may move meanwhile. */
export async function listAccounts(config: OktaConfig, trail: Trail): Promise<AccountsRead> {
  const deactivated = `/api/v1/users?filter=${encodeURIComponent('status eq "DEPROVISIONED"')}&limit=200`;
  const all = new Map<string, OktaUser>();
  for (const path of aroundMoves([deactivated], "/api/v1/users?limit=200")) {
    const read = await oktaList(config, trail, path, readUser, ({ id }) => id);
    for (const user of read.rows) all.set(user.id, user);
    if (!read.complete) return records({ rows: [...all.values()], complete: false });
  }
  return records({ rows: [...all.values()], complete: true });
}

function records(read: { readonly rows: readonly OktaUser[]; readonly complete: boolean }): {
  readonly rows: readonly AccountRecord[];
  readonly complete: boolean;
} {
  return { rows: read.rows.map(accountRecord), complete: read.complete };
}

export async function someAccounts(trail: Trail): Promise<readonly string[]> {
  const answer = await trail.get("/api/v1/users?limit=10");
  if (answer.failure !== null || answer.status !== 200 || !Array.isArray(answer.json)) return [];
  return answer.json.map(readUser).flatMap((user) => (user === null ? [] : [user.id]));
}

/** One user by id. Okta also answers to a login at this place: only the id asked for is taken. */
export async function userById(account: string, trail: Trail): Promise<OktaUser | "missing" | null> {
  const answer = await trail.get(userPath(account));
  if (answer.failure !== null) return null;
  if (answer.status === 404) return "missing";
  const user = answer.status === 200 ? readUser(answer.json) : null;
  if (user?.id === account) return user;
  trail.fail("unexpected_shape");
  return null;
}

export async function lookAtAccount(account: string, trail: Trail): Promise<AccountSeen> {
  const user = await userById(account, trail);
  if (user === null) return { kind: "unreadable" };
  return user === "missing" ? { kind: "missing" } : { kind: "seen", presence: presenceOf(user) };
}

/**
 * Deactivates or suspends. Okta answers both with 200 and an empty object, as servers do that did nothing, so the
 * account is read first: whoever shows it, under its id and not yet closed, is Okta.
 */
export async function endAccount(
  config: OktaConfig,
  account: string,
  goal: Goal,
  trail: Trail,
): Promise<RevokeOutcome> {
  const current = await trail.get(userPath(account));
  const before = outcomeOf(current, (json) => readUser(json)?.id === account);
  if (before.kind !== "accepted") return before;
  const status = readUser(current.json)?.status;
  const by = goal === "suspended" ? "suspend" : config.disableBy;
  if (status === "DEPROVISIONED" || (status === "SUSPENDED" && by === "suspend")) return { kind: "already_absent" };
  const query = by === "deactivate" ? "?sendEmail=false" : "";
  return outcomeOf(await trail.send("POST", `${userPath(account)}/lifecycle/${by}${query}`));
}
