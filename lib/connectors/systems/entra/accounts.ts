import type { AccountRecord, CorrelationKeys, RevokeOutcome } from "../../contract.ts";
import { findByKeys, inBatches } from "../../kit/find-accounts.ts";
import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccountSeen, AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { EntraConfig } from "./config.ts";
import { graphList, graphPath, quoted, userPath } from "./graph.ts";
import { type EntraUser, readUser, USER_FIELDS } from "./schema.ts";

/** Conditions in one question; Graph refuses filters with many more. */
const CONDITIONS_MAX = 12;

/** Accounts by sign-in name, every mail address they have, and number. Each row is compared again. */
export function findAccounts(config: EntraConfig, keys: CorrelationKeys, trail: Trail): Promise<AccountsRead> {
  const names = [...new Set([...keys.userNames, ...keys.emails].filter((value) => value.trim() !== ""))];
  const numbers = keys.externalIds.filter((value) => value.trim() !== "");
  const conditions = [
    ...names.flatMap((name) => [
      `userPrincipalName eq ${quoted(name)}`,
      `mail eq ${quoted(name)}`,
      `proxyAddresses/any(p:p eq ${quoted(`smtp:${name}`)})`,
      `otherMails/any(o:o eq ${quoted(name)})`,
    ]),
    ...numbers.map((number) => `employeeId eq ${quoted(number)}`),
  ];
  const searches = inBatches(conditions, CONDITIONS_MAX).map((batch) => () => {
    const filter = encodeURIComponent(batch.join(" or "));
    return users(config, trail, `?$select=${USER_FIELDS}&$top=100&$filter=${filter}`);
  });
  return findByKeys(trail, keys, searches, () => listAccounts(config, trail));
}

export function listAccounts(config: EntraConfig, trail: Trail): Promise<AccountsRead> {
  return users(config, trail, `?$select=${USER_FIELDS}&$top=999`);
}

async function users(config: EntraConfig, trail: Trail, query: string): Promise<AccountsRead> {
  const read = await graphList(config, trail, graphPath(`/users${query}`), readUser, ({ id }) => id);
  return { rows: read.rows.map(accountRecord), complete: read.complete };
}

export async function someAccounts(config: EntraConfig, trail: Trail): Promise<readonly string[]> {
  const query = `/users?$select=${USER_FIELDS}&$top=10`;
  const read = await graphList({ ...config, pagesMax: 1 }, trail, graphPath(query), readUser, ({ id }) => id);
  return read.rows.map(({ id }) => id);
}

function accountRecord(user: EntraUser): AccountRecord {
  const proxies = (user.proxyAddresses ?? []).flatMap((address) =>
    /^smtp:/i.test(address) ? [address.slice("smtp:".length)] : [],
  );
  const mails = [user.mail ?? "", ...(user.otherMails ?? []), ...proxies].filter((mail) => mail !== "");
  return {
    nativeId: user.id,
    userName: user.userPrincipalName,
    displayName: user.displayName ?? null,
    emails: [...new Set(mails)],
    externalId: user.employeeId || null,
    presence: presenceOf(user),
  };
}

function presenceOf({ accountEnabled }: EntraUser): AccountRecord["presence"] {
  if (accountEnabled == null) return "unknown";
  return accountEnabled ? "active" : "disabled";
}

/**
 * One user by id. Graph also answers to a sign-in name at this place: only the id asked for is taken. A deleted user
 * can be restored for 30 days, sign-in included: until then it reads disabled, not absent.
 */
export async function lookAtAccount(account: string, trail: Trail): Promise<AccountSeen> {
  const answer = await trail.get(userPath(account, `?$select=${USER_FIELDS}`));
  if (answer.failure !== null) return { kind: "unreadable" };
  if (answer.status === 404) return lookAtDeleted(account, trail);
  const user = answer.status === 200 ? readUser(answer.json) : null;
  if (user?.id === account) return { kind: "seen", presence: presenceOf(user) };
  trail.fail("unexpected_shape");
  return { kind: "unreadable" };
}

async function lookAtDeleted(account: string, trail: Trail): Promise<AccountSeen> {
  const answer = await trail.get(graphPath(`/directory/deletedItems/${segment(account)}`));
  if (answer.failure !== null) return { kind: "unreadable" };
  if (answer.status === 404) return { kind: "missing" };
  const id: unknown = answer.status === 200 ? Reflect.get(Object(answer.json), "id") : null;
  if (id === account) return { kind: "seen", presence: "disabled" };
  trail.fail("unexpected_shape");
  return { kind: "unreadable" };
}

/** Blocks sign-in. An account mastered on premises refuses: it is switched off where it is mastered. */
export async function endAccount(account: string, trail: Trail): Promise<RevokeOutcome> {
  return outcomeOf(await trail.send("PATCH", userPath(account), { accountEnabled: false }), () => false);
}
