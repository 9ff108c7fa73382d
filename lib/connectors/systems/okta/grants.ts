import { z } from "zod";
import type { SeenUse } from "../../contract-records.ts";
import { nextLink } from "../../http/next-link.ts";
import type { RecordsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { userPath } from "./accounts.ts";
import type { OktaConfig } from "./config.ts";
import { oktaList } from "./lists.ts";
import { readGrant, readUser } from "./schema.ts";

type Grant = NonNullable<ReturnType<typeof readGrant>>;
type User = NonNullable<ReturnType<typeof readUser>>;

/** Okta takes a question a user: so many are asked of before what was seen is written down and others come to their turn. */
const USERS_A_READ = 25;

/** Where a round through everybody's grants stands, and where the log goes on after it. */
const place = z.object({ log: z.string().nullable(), users: z.string().startsWith("/") });
export type GrantsPlace = z.infer<typeof place>;

/** The cursor with which a round begins. @param log where the System Log goes on after it */
export function beginGrants(log: string | null): string {
  return JSON.stringify({ log, users: `/api/v1/users?limit=${USERS_A_READ}` } satisfies GrantsPlace);
}

/** Where a round stands by a cursor; null: the cursor is the log's own, which is a path. */
export function grantsPlace(cursor: string | null): GrantsPlace | null {
  return cursor?.startsWith("{") ? (place.safeParse(JSON.parse(cursor)).data ?? null) : null;
}

/**
 * What people let applications do for them, a page of people at a time (developer.okta.com, User Grants, "List all user
 * grants"; Users, "List all users", which leaves out whoever is deprovisioned). Okta counts these requests by the minute
 * and says when it counts anew: a round that meets its limit pauses there and goes on with the same page of people. A link
 * that it does not take any more ends the round; the next begins anew.
 */
export async function readGrants(
  config: OktaConfig,
  { log, users }: GrantsPlace,
  trail: Trail,
): Promise<RecordsRead<SeenUse>> {
  const over = { rows: [], next: log, more: false, complete: true };
  const stays = { next: JSON.stringify({ log, users }), more: false, complete: false };
  const { failure, status, json, link } = await trail.get(users);
  if (failure === null && status === 400) return over;
  const next = nextLink(link, config.baseUrl);
  if (failure !== null || status !== 200 || !Array.isArray(json) || next === "elsewhere" || next === users) {
    trail.fail("unexpected_shape");
    return { rows: [], ...stays };
  }
  const rows: SeenUse[] = [];
  for (const user of json.map(readUser)) {
    if (user === null) continue;
    const read = await oktaList(config, trail, `${userPath(user.id)}/grants?limit=200`, readGrant, ({ id }) => id);
    // That this right is missing the check says, at the layer of grants; what else is read must not stop for it.
    if (read.status === 403 && trail.failure === "unauthorised") return over;
    // Deleted since the page was read.
    if (!read.complete && read.status !== 404) return { rows, ...stays };
    rows.push(...read.rows.filter(({ status: state }) => state !== "REVOKED").map((grant) => consent(user, grant)));
  }
  if (next === null) return { ...over, rows };
  return { rows, next: JSON.stringify({ log, users: next }), more: true, complete: true };
}

function consent({ profile }: User, { id, clientId, scopeId, created, _links }: Grant): SeenUse {
  return {
    channel: "consent",
    name: _links?.app?.title || _links?.client?.title || clientId,
    domain: null,
    person: profile.login,
    seenAt: created ?? null,
    scope: scopeId || null,
    rowId: `grant ${id}`,
  };
}
