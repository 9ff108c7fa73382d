import { z } from "zod";
import type { LogRequest, SeenUse } from "../../contract-records.ts";
import type { Trail } from "../../kit/trail.ts";
import type { EntraConfig } from "./config.ts";
import { graphPage, graphPath } from "./graph.ts";
import { readSignInEvent, type SignInEvent } from "./schema.ts";

/** Microsoft's own limit and default of a page. */
const PAGE = 1000;
/** Sign-ins may show late: each round begins this much earlier than the newest that was seen. Milliseconds. */
const OVERLAP = 3_600_000;

/** Where a round through the log stands: it shows the newest first, so that it goes on from there only once it is over. */
const place = z.object({
  from: z.iso.datetime(),
  newest: z.iso.datetime().nullable(),
  link: z.string().startsWith("/").nullable(),
});
type Place = z.infer<typeof place>;

/** An application of somebody else than Microsoft, by the id that sign-ins name it by. */
export type ForeignApps = ReadonlyMap<string, Pick<SeenUse, "name" | "domain">>;

/** One page of sign-ins as uses. */
export interface SignInsRead {
  readonly rows: readonly SeenUse[];
  readonly next: string;
  readonly more: boolean;
  readonly complete: boolean;
}

/**
 * Applications that people signed in to, a page of the sign-in log a read (learn.microsoft.com, Microsoft Graph v1.0,
 * "List signIns": newest first, 1,000 a page, `AuditLog.Read.All`, tenants with Entra ID P1; "Throttling limits" allows
 * five requests in ten seconds, and a 429 says in Retry-After how long to wait). Microsoft's own applications, which
 * everybody opens all day, are left out. Each person, application and day is one row. A tenant whose log may not be read
 * shows none, and its assignments are read as ever: the check names the right that is missing.
 */
export async function readSignIns(
  config: EntraConfig,
  { cursor, since }: LogRequest,
  apps: ForeignApps,
  trail: Trail,
): Promise<SignInsRead> {
  const at = placeOf(cursor) ?? { from: new Date(since / 1000).toISOString(), newest: null, link: null };
  const answer = await trail.get(at.link ?? firstPage(at.from));
  const { failure, status } = answer;
  const anew = JSON.stringify({ from: at.from, newest: null, link: null } satisfies Place);
  if (status === 403 && failure === "unauthorised") return { rows: [], next: anew, more: false, complete: true };
  // A link that Graph does not take any more: the round begins again, and what it brings again counts once.
  if (failure === null && status === 400 && at.link !== null)
    return { rows: [], next: anew, more: false, complete: true };
  const page = failure === null && status === 200 ? graphPage(config, answer.json) : null;
  if (page === null || page.next === "elsewhere" || (page.next !== null && page.next === at.link)) {
    trail.fail("unexpected_shape");
    return { rows: [], next: JSON.stringify(at), more: false, complete: false };
  }
  const events = page.rows.map(readSignInEvent).filter((one) => one !== null);
  const broken = page.rows.length - events.length;
  if (broken > 0) trail.find("unreadable_rows", `${broken} sign-ins could not be read.`);
  const uses = new Map(events.flatMap((event) => useOf(event, apps)).map((use) => [use.rowId, use]));
  return { rows: [...uses.values()], ...after(at, latest(at.newest, events), page.next), complete: true };
}

function firstPage(from: string): string {
  return graphPath(`/auditLogs/signIns?$filter=${encodeURIComponent(`createdDateTime ge ${from}`)}&$top=${PAGE}`);
}

/** Written by this very file; whatever else stands there, reading begins at its beginning and loses nothing. */
function placeOf(cursor: string | null): Place | null {
  try {
    return place.safeParse(JSON.parse(cursor ?? "null")).data ?? null;
  } catch {
    return null;
  }
}

function after({ from }: Place, newest: string | null, link: string | null): Pick<SignInsRead, "next" | "more"> {
  if (link !== null) return { next: JSON.stringify({ from, newest, link } satisfies Place), more: true };
  const begins = newest === null ? from : new Date(Date.parse(newest) - OVERLAP).toISOString();
  const next: Place = { from: Date.parse(begins) > Date.parse(from) ? begins : from, newest: null, link: null };
  return { next: JSON.stringify(next), more: false };
}

function latest(known: string | null, events: readonly SignInEvent[]): string | null {
  return events.reduce<string | null>((newest, { createdDateTime }) => {
    const isNewer = newest === null || Date.parse(createdDateTime) > Date.parse(newest);
    return isNewer ? new Date(createdDateTime).toISOString() : newest;
  }, known);
}

function useOf(
  { createdDateTime, appId, userPrincipalName, userId, status }: SignInEvent,
  apps: ForeignApps,
): SeenUse[] {
  const app = apps.get(appId?.toLowerCase() ?? "");
  if (app === undefined || status?.errorCode !== 0) return [];
  const rowId = `sign-in ${appId} ${userId ?? userPrincipalName} ${createdDateTime.slice(0, 10)}`;
  const person = userPrincipalName || userId || null;
  return [{ channel: "sign_in", ...app, person, seenAt: createdDateTime, scope: null, rowId }];
}
