import { z } from "zod";
import type { LogRequest, SeenUse } from "../../contract-records.ts";
import { reader } from "../../kit/json.ts";
import type { RecordsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { GoogleConfig } from "./config.ts";
import { DIRECTORY, googleList, userPath } from "./lists.ts";
import { type GoogleUser, readToken, readUser } from "./schema.ts";

const SCOPE = "https://www.googleapis.com/auth/";
const TOKENS = { kind: "admin#directory#tokenList", rows: "items" };
/** Google takes a question a user: so many are asked of before what was seen is written down. */
const USERS_A_READ = 50;

/** Applications that hold tokens of people, a page of people at a time; the cursor is Google's own. */
export async function readUse(
  config: GoogleConfig,
  { cursor }: LogRequest,
  trail: Trail,
): Promise<RecordsRead<SeenUse>> {
  const page = await usersPage(config, cursor, trail);
  // A token that Google does not take any more begins again.
  if (page === "stale") return { rows: [], next: null, more: false, complete: true };
  if (page === null) return { rows: [], next: cursor, more: false, complete: false };
  const rows: SeenUse[] = [];
  let complete = true;
  for (const user of page.users) {
    const path = userPath(user.id, "/tokens");
    const read = await googleList(config, trail, path, TOKENS, readToken, ({ clientId }) => clientId);
    if (!read.complete) complete = false;
    rows.push(...read.rows.map((token) => consent(user, token)));
  }
  return { rows, next: page.next, more: page.next !== null, complete };
}

function consent(
  user: GoogleUser,
  { clientId, displayText, scopes }: NonNullable<ReturnType<typeof readToken>>,
): SeenUse {
  const allowed = (scopes ?? []).map((one) => one.replace(SCOPE, "")).join(", ");
  return {
    channel: "consent",
    name: displayText || clientId,
    domain: null,
    person: user.primaryEmail,
    seenAt: null,
    scope: allowed.slice(0, 300) || null,
    rowId: `token ${user.id} ${clientId}`,
  };
}

async function usersPage(config: GoogleConfig, cursor: string | null, trail: Trail) {
  const query = `customer=${encodeURIComponent(config.customerId)}&maxResults=${USERS_A_READ}`;
  const token = cursor === null ? "" : `&pageToken=${encodeURIComponent(cursor)}`;
  const { status, failure, json } = await trail.get(`${DIRECTORY}/users?${query}${token}`);
  if (failure === null && status === 400 && cursor !== null) return "stale";
  const page = failure === null && status === 200 ? readPage(json) : null;
  if (page === null) {
    trail.fail("unexpected_shape");
    return null;
  }
  const users = (page.users ?? []).map(readUser).filter((user) => user !== null);
  return { users, next: page.nextPageToken ?? null };
}

const readPage = reader(
  z.object({
    kind: z.literal("admin#directory#users"),
    users: z.array(z.unknown()).nullish(),
    nextPageToken: z.string().min(1).nullish(),
  }),
);
