import type { AccountRecord, CorrelationKeys, RevokeOutcome } from "../../contract.ts";
import { findByKeys, spellings } from "../../kit/find-accounts.ts";
import { segment } from "../../kit/json.ts";
import { timesOf } from "../../kit/kind-read.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import { type ListReader, readList } from "../../kit/read-list.ts";
import type { AccountSeen, AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { SCIM, WEB } from "./client.ts";
import type { SlackConfig } from "./config.ts";
import { ofTeam, scimReader, webReader } from "./lists.ts";
import { GUEST, readMember, readShown, readToken, readUser, type SlackMember, type SlackUser } from "./schema.ts";

export function userPath(account: string): string {
  return `${SCIM}/Users/${segment(account)}`;
}

/** People by SCIM, guests and the deactivated among them; then the bots, which SCIM does not know. */
export function listsOf(config: SlackConfig): readonly ListReader<AccountRecord>[] {
  const people = peopleAt(config, "Users");
  if (!config.listBots) return [people];
  const members = webReader(config, `users.list?limit=200${ofTeam(config, "&")}`, "members", botIn, nativeIdOf);
  const page: ListReader<AccountRecord>["page"] = (answer, path) => {
    const all = members.page(answer, path);
    return all === null ? null : { ...all, rows: all.rows.filter(isBot) };
  };
  return [people, { ...members, page }];
}

function peopleAt(config: SlackConfig, place: string): ListReader<AccountRecord> {
  return scimReader(config, place, personIn, nativeIdOf);
}

const nativeIdOf = ({ nativeId }: AccountRecord) => nativeId;

function isBot(row: unknown): boolean {
  return Reflect.get(Object(row), "is_bot") === true;
}

function personIn(json: unknown): AccountRecord | null {
  const user = readUser(json);
  return user === null ? null : personRecord(user);
}

function botIn(json: unknown): AccountRecord | null {
  const member = readMember(json);
  return member === null ? null : botRecord(member);
}

function personRecord(user: SlackUser): AccountRecord {
  return {
    nativeId: user.id,
    userName: user.userName,
    displayName: user.displayName || null,
    emails: (user.emails ?? []).flatMap(({ value }) => (value ? [value] : [])),
    externalId: user.externalId || null,
    presence: user.active ? "active" : "disabled",
  };
}

function botRecord({ id, name, real_name: shown, deleted }: SlackMember): AccountRecord {
  const presence = deleted ? "disabled" : "active";
  return {
    nativeId: id,
    userName: name || id,
    displayName: shown || null,
    emails: [],
    externalId: null,
    presence,
    kind: "service",
  };
}

/** By user name and mail; Slack's filter compares one attribute at a time. Each row is compared again. */
export function findAccounts(config: SlackConfig, keys: CorrelationKeys, trail: Trail): Promise<AccountsRead> {
  const conditions = [
    ...spellings(keys.userNames).map((name) => `userName eq ${JSON.stringify(name)}`),
    ...spellings([...keys.userNames, ...keys.emails].filter((value) => value.includes("@"))).map(
      (mail) => `email eq ${JSON.stringify(mail)}`,
    ),
  ];
  const searches = conditions.map(
    (condition) => () => readList(trail, peopleAt(config, `Users?filter=${encodeURIComponent(condition)}`)),
  );
  return findByKeys(trail, keys, searches, () => readList(trail, peopleAt(config, "Users")));
}

/** One user by SCIM, under its own id. A user that was deactivated stays readable. */
export async function userById(account: string, trail: Trail): Promise<SlackUser | "missing" | null> {
  const answer = await trail.get(userPath(account));
  if (answer.failure !== null) return null;
  if (answer.status === 404) return "missing";
  const user = answer.status === 200 ? readUser(answer.json) : null;
  if (user?.id === account) return user;
  trail.fail("unexpected_shape");
  return null;
}

/** One member as the Web API shows it, bots included. */
export async function memberById(account: string, trail: Trail): Promise<SlackMember | "missing" | null> {
  const answer = await trail.get(`${WEB}/users.info?user=${encodeURIComponent(account)}`);
  if (answer.failure !== null) return null;
  if (answer.status === 404) return "missing";
  const member = answer.status === 200 ? readShown(answer.json)?.user : undefined;
  if (member?.id === account) return member;
  trail.fail("unexpected_shape");
  return null;
}

/** A guest has an end of its own, at which Slack deactivates it. */
export async function lookAtAccount(config: SlackConfig, account: string, trail: Trail): Promise<AccountSeen> {
  const user = await userById(account, trail);
  if (user === null) return { kind: "unreadable" };
  if (user !== "missing") {
    const presence = user.active ? "active" : "disabled";
    return { kind: "seen", presence, facts: timesOf({ expiresAt: user[GUEST]?.expiration }) };
  }
  return config.listBots ? lookAtBot(account, trail) : { kind: "missing" };
}

async function lookAtBot(account: string, trail: Trail): Promise<AccountSeen> {
  const member = await memberById(account, trail);
  if (member === null) return { kind: "unreadable" };
  if (member === "missing") return { kind: "missing" };
  if (member.is_bot === true) return { kind: "seen", presence: member.deleted ? "disabled" : "active" };
  trail.find("reply_contradicts", "SCIM does not know the account, and the Web API shows it as a person.");
  trail.fail("unexpected_shape");
  return { kind: "unreadable" };
}

/**
 * Deactivates: that is what SCIM's DELETE does at Slack. A token ends with the person it belongs to, so that ending
 * that very account would blind every look that follows.
 */
export async function endAccount(account: string, trail: Trail): Promise<RevokeOutcome> {
  const own = await trail.get(`${WEB}/auth.test`);
  const known = outcomeOf(own, (json) => readToken(json) !== null);
  if (known.kind !== "accepted") return known;
  if (readToken(own.json)?.user_id === account) {
    const reason = "this connection's own token belongs to the account and would end with it; connect another's first";
    return { kind: "refused", reason };
  }
  return outcomeOf(await trail.send("DELETE", userPath(account)), (json) => {
    const user = readUser(json);
    return user?.id === account && !user.active;
  });
}
