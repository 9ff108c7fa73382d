import { z } from "zod";
import type { AccountRecord, RevokeOutcome } from "../../contract.ts";
import { reader, segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import { type ListRead, type ListReader, readList } from "../../kit/read-list.ts";
import type { AccountSeen } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { PagerdutyConfig } from "./config.ts";

/** Rows of a page. */
const LIMIT = 100;

const text = z.string().min(1);
const reference = z.object({ id: text, summary: z.string().nullish() });

const user = z.object({
  id: text,
  name: z.string().nullish(),
  email: text,
  role: z.string().nullish(),
  teams: z.array(reference).nullish(),
});
export type PagerdutyUser = z.infer<typeof user>;
const readUser = reader(user);
const readOne = reader(z.object({ user }));

export function userPath(account: string, below = ""): string {
  return `/users/${segment(account)}${below}`;
}

/**
 * How one of PagerDuty's lists is read: by a cursor where it gives one, else by numbers. Numbers above 10,000 are
 * refused, and the list is then incomplete.
 */
export function pagerdutyReader<Row>(
  { pagesMax }: PagerdutyConfig,
  path: string,
  name: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): ListReader<Row> {
  const base = `${path}${path.includes("?") ? "&" : "?"}limit=${LIMIT}`;
  return {
    path: base,
    page: ({ json }, asked) => {
      const rows: unknown = Reflect.get(Object(json), name);
      const cursor: unknown = Reflect.get(Object(json), "next_cursor");
      // Answers that page by cursor carry no `more`; a full page that says neither may be the first of several.
      const isMore: unknown = typeof cursor === "string" ? true : Reflect.get(Object(json), "more");
      if (!Array.isArray(rows) || (isMore === undefined && rows.length >= LIMIT)) return null;
      const more = isMore ?? false;
      if (typeof more !== "boolean") return null;
      const offset = Number(/&offset=(\d+)$/.exec(asked)?.[1] ?? 0) + rows.length;
      const next = typeof cursor === "string" ? `cursor=${encodeURIComponent(cursor)}` : `offset=${offset}`;
      return { rows, next: more ? `${base}&${next}` : null };
    },
    parse,
    key,
    pagesMax,
  };
}

export function pagerdutyList<Row>(
  config: PagerdutyConfig,
  trail: Trail,
  path: string,
  name: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): Promise<ListRead<Row>> {
  return readList(trail, pagerdutyReader(config, path, name, parse, key));
}

export function usersReader(config: PagerdutyConfig): ListReader<AccountRecord> {
  const parse = (json: unknown) => {
    const found = readUser(json);
    return found === null ? null : accountRecord(found);
  };
  return pagerdutyReader(config, "/users", "users", parse, ({ nativeId }) => nativeId);
}

/** Whoever is there can be signed in to: PagerDuty knows no closed accounts. */
function accountRecord({ id, name, email }: PagerdutyUser): AccountRecord {
  return {
    nativeId: id,
    userName: email,
    displayName: name || null,
    emails: [email],
    externalId: null,
    presence: "active",
  };
}

export async function userById(account: string, trail: Trail): Promise<PagerdutyUser | "missing" | null> {
  const answer = await trail.get(userPath(account));
  if (answer.failure !== null) return null;
  if (answer.status === 404) return "missing";
  const found = answer.status === 200 ? readOne(answer.json)?.user : undefined;
  if (found?.id === account) return found;
  trail.fail("unexpected_shape");
  return null;
}

export async function lookAtAccount(account: string, trail: Trail): Promise<AccountSeen> {
  const found = await userById(account, trail);
  if (found === null) return { kind: "unreadable" };
  return found === "missing" ? { kind: "missing" } : { kind: "seen", presence: "active" };
}

/**
 * Deletes, for good: PagerDuty has no other way to close an account. Whoever stands in an escalation policy, a schedule
 * or an open incident is refused, and PagerDuty's sentences say what stands in the way.
 */
export async function endAccount(account: string, trail: Trail): Promise<RevokeOutcome> {
  return outcomeOf(await trail.send("DELETE", userPath(account)), () => false);
}
