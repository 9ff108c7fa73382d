import type { AccountRecord, CorrelationKeys, RevokeOutcome } from "../../contract.ts";
import { findByKeys } from "../../kit/find-accounts.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccountSeen, AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { GoogleConfig } from "./config.ts";
import { DIRECTORY, googleList, userPath } from "./lists.ts";
import { type GoogleUser, readDeleted, readUser } from "./schema.ts";

const USERS = { kind: "admin#directory#users", rows: "users" };

function usersPath({ customerId }: GoogleConfig, query: string): string {
  return `${DIRECTORY}/users?customer=${encodeURIComponent(customerId)}&${query}`;
}

/** Accounts by mail, aliases included, and by number; one question a key. Each row is compared again. */
export function findAccounts(config: GoogleConfig, keys: CorrelationKeys, trail: Trail): Promise<AccountsRead> {
  const mails = [...keys.userNames, ...keys.emails].filter((value) => value.includes("@"));
  const numbers = keys.externalIds.filter((value) => value.trim() !== "");
  const questions = [
    ...new Set(mails.map((mail) => `email=${quoted(mail.toLowerCase())}`)),
    ...new Set(numbers.map((number) => `externalId=${quoted(number)}`)),
  ];
  const searches = questions.map((question) => () => {
    const query = `query=${encodeURIComponent(question)}&projection=full&maxResults=100`;
    return users(config, trail, usersPath(config, query));
  });
  return findByKeys(trail, keys, searches, () => listAccounts(config, trail));
}

/** A value with a space or a quote in it is written in quotes, which Google unescapes. */
function quoted(value: string): string {
  return /[\s'"\\]/.test(value) ? `'${value.replace(/['\\]/g, "\\$&")}'` : value;
}

export function listAccounts(config: GoogleConfig, trail: Trail): Promise<AccountsRead> {
  return users(config, trail, usersPath(config, "projection=full&maxResults=500"));
}

async function users(config: GoogleConfig, trail: Trail, path: string): Promise<AccountsRead> {
  const read = await googleList(config, trail, path, USERS, readUser, ({ id }) => id);
  return { rows: read.rows.map(accountRecord), complete: read.complete };
}

export async function someAccounts(config: GoogleConfig, trail: Trail): Promise<readonly string[]> {
  const path = usersPath(config, "maxResults=10");
  const read = await googleList({ ...config, pagesMax: 1 }, trail, path, USERS, readUser, ({ id }) => id);
  return read.rows.map(({ id }) => id);
}

function accountRecord(user: GoogleUser): AccountRecord {
  const listed = (user.emails ?? []).map(({ address }) => address ?? "");
  const mails = [user.primaryEmail, ...(user.aliases ?? []), ...(user.nonEditableAliases ?? []), ...listed];
  const ids = (user.externalIds ?? []).filter(({ value }) => value);
  const number = ids.find(({ type }) => type === "organization") ?? ids[0];
  return {
    nativeId: user.id,
    userName: user.primaryEmail,
    displayName: user.name?.fullName || null,
    emails: [...new Set(mails.filter((mail) => mail !== ""))],
    externalId: number?.value ?? null,
    presence: presenceOf(user),
  };
}

/** Suspended and archived accounts both sign nobody in. An answer that says neither says nothing. */
function presenceOf({ suspended, archived }: GoogleUser): AccountRecord["presence"] {
  if (suspended === true || archived === true) return "disabled";
  return suspended === false ? "active" : "unknown";
}

/**
 * One user by id. Google also answers to a mail at this place: only the id asked for is taken. A deleted user can be
 * restored for 20 days, mail included: until then it reads disabled, not absent.
 */
export async function lookAtAccount(config: GoogleConfig, account: string, trail: Trail): Promise<AccountSeen> {
  const answer = await trail.get(userPath(account));
  if (answer.failure !== null) return { kind: "unreadable" };
  if (answer.status === 404) return lookAtDeleted(config, account, trail);
  const user = answer.status === 200 ? readUser(answer.json) : null;
  if (user?.id === account) return { kind: "seen", presence: presenceOf(user) };
  trail.fail("unexpected_shape");
  return { kind: "unreadable" };
}

/** Google looks at no query among the deleted, so all of them are read. */
async function lookAtDeleted(config: GoogleConfig, account: string, trail: Trail): Promise<AccountSeen> {
  const path = usersPath(config, "showDeleted=true&maxResults=500");
  const read = await googleList(config, trail, path, USERS, readDeleted, ({ id }) => id);
  if (read.rows.some(({ id }) => id === account)) return { kind: "seen", presence: "disabled" };
  return read.complete ? { kind: "missing" } : { kind: "unreadable" };
}

/** Suspends. Google answers with the account as it is then. */
export async function endAccount(account: string, trail: Trail): Promise<RevokeOutcome> {
  return outcomeOf(await trail.send("PATCH", userPath(account), { suspended: true }), (json) => {
    const user = readUser(json);
    return user?.id === account && user.suspended === true;
  });
}
