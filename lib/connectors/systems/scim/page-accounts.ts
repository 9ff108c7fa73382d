import { hash } from "node:crypto";
import type { AccountPage, Finding, PageRequest } from "../../contract.ts";
import type { Answer } from "../../http/client.ts";
import { accountRecord } from "./map.ts";
import { parsePage, parseUser, type ScimUser } from "./schema.ts";
import { filterQuery, type ScimSession } from "./session.ts";

/** Where to go on: how many rows were passed, how many pages, and a digest of the last page's first id. */
interface Place {
  readonly seen: number;
  readonly pages: number;
  readonly first: string;
}

const START: Place = { seen: 0, pages: 0, first: "" };

/**
 * One page of all accounts. A page that begins as the one before did is a server that repeats itself, and an empty page
 * before the server's own total one that stopped short: both end the reading with a finding, as does the cap of pages.
 */
export async function pageAccounts(
  session: ScimSession,
  { cursor, changedSince }: PageRequest,
  signal: AbortSignal,
): Promise<AccountPage> {
  const place = cursor === null ? START : placeOf(cursor);
  const count = Math.min(session.config.pageSize, session.dialect.maxResults ?? session.config.pageSize);
  const since = changedSince === null ? "" : `${filterQuery(changedAfter(changedSince))}&`;
  const path = `/Users?${since}startIndex=${place.seen + 1}&count=${count}`;
  const answer = await session.read("GET", path, signal);
  const page = answer.failure === null && answer.status === 200 ? parsePage(answer.json) : null;
  if (page === null) return unread(answer, answer.failure ?? "unexpected_shape", []);
  const users = page.resources.map(parseUser);
  const rows = users.filter((user): user is ScimUser => user !== null);
  const next: Place = {
    seen: place.seen + page.resources.length,
    pages: place.pages + 1,
    first: digestOf(rows[0]),
  };
  const isLast = next.seen >= page.total;
  if (!isLast && (page.resources.length === 0 || next.first === place.first))
    return unread(answer, "unexpected_shape", [STOPPED_SHORT]);
  if (!isLast && next.pages >= session.config.pagesMax) return unread(answer, "too_large", [capped(next.pages)]);
  return {
    rows: rows.map(accountRecord),
    next: isLast ? null : JSON.stringify(next),
    total: page.total,
    failure: null,
    unreadable: users.length - rows.length,
    get exchanges() {
      return [answer.exchange];
    },
    retryAfter: answer.retryAfter,
  };
}

/** RFC 7643 3.1: `meta.lastModified`; seconds are what servers agree on. */
function changedAfter(micros: number): string {
  return `meta.lastModified ge "${new Date(Math.floor(micros / 1_000_000) * 1000).toISOString()}"`;
}

function placeOf(cursor: string): Place {
  const { seen, pages, first }: Partial<Place> = JSON.parse(cursor);
  // Written by this very file; whatever else stands there, reading begins anew and loses nothing.
  return { seen: seen ?? 0, pages: pages ?? 0, first: first ?? "" };
}

/** The cursor stands in the database beside facts: no id of a person's account in it. */
function digestOf(user: ScimUser | undefined): string {
  return user === undefined ? "" : hash("sha256", user.id, "hex").slice(0, 16);
}

function unread(
  answer: Answer,
  failure: NonNullable<AccountPage["failure"]>,
  findings: readonly Finding[],
): AccountPage {
  const { exchange, retryAfter } = answer;
  return { rows: [], next: null, total: null, failure, findings, exchanges: [exchange], retryAfter };
}

const STOPPED_SHORT: Finding = {
  code: "listing_capped",
  detail: "The server repeated itself or sent an empty page before its own total was reached.",
};

function capped(pages: number): Finding {
  return {
    code: "listing_capped",
    detail: `Reading stopped after ${pages} pages, before the server's total was reached.`,
  };
}
