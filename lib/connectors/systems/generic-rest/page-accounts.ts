import { hash } from "node:crypto";
import { z } from "zod";
import type { AccountPage } from "../../contract.ts";
import type { Trail } from "../../kit/trail.ts";
import { accountRecord } from "./map.ts";
import { type Behind, walk } from "./pages.ts";
import type { Described } from "./system.ts";

/** Where to go on. `path` is what the definition and the target make of it, `first` a digest: no id of anybody's account. */
const place = z.object({ path: z.string().startsWith("/"), seen: z.int(), pages: z.int(), first: z.string() });

/**
 * One page of all accounts; another process can go on from it. A page that begins as the one before did is a target that
 * repeats itself, and a next page elsewhere is not followed: both end the reading with a finding, as does the cap.
 */
export async function pageAccounts(described: Described, cursor: string | null, trail: Trail): Promise<AccountPage> {
  const { definition, baseUrl, pagesMax } = described;
  const { list, fields } = definition.accounts;
  // Written by this very file; whatever else stands there, reading begins anew and loses nothing.
  const from = cursor === null ? null : (place.safeParse(JSON.parse(cursor)).data ?? null);
  const walked = walk(list, baseUrl, {}, from ?? undefined);
  if (walked === null) return unread(trail);
  const answer = await trail.get(from?.path ?? walked.first);
  const page = answer.failure === null && answer.status === 200 ? walked.read(answer) : null;
  if (page === null) return unread(trail);
  const records = page.rows.map((row) => accountRecord(row, fields));
  const rows = records.filter((row) => row !== null);
  const behind = { seen: (from?.seen ?? 0) + page.rows.length, pages: (from?.pages ?? 0) + 1 };
  const first = digestOf(rows[0]?.nativeId);
  const repeats = first !== "" && first === from?.first;
  const problem = problemOf(page.next, behind, repeats, pagesMax);
  if (problem !== null) return unread(trail, problem);
  const next = page.next === null ? null : JSON.stringify({ path: page.next, ...behind, first });
  const unreadable = records.length - rows.length;
  return { rows, next, total: page.total, unreadable, failure: null, exchanges: trail.exchanges, retryAfter: null };
}

/** Why reading ends here although the target has more, or has nothing. */
function problemOf(next: string | null, { seen, pages }: Behind, repeats: boolean, pagesMax: number): string | null {
  if (next === null) return seen === 0 ? NOBODY : null;
  if (next === "elsewhere") return ELSEWHERE;
  if (repeats) return REPEATED;
  return pages >= pagesMax ? CAPPED : null;
}

const NOBODY = "The list of accounts shows nobody at all, not even who asks.";
const ELSEWHERE = "The list continues at another address; it was not followed.";
const REPEATED = "The target repeats a page; the list was not read to its end.";
const CAPPED = "Reading stopped at the cap of pages, before the end of the list.";

function digestOf(id: string | undefined): string {
  return id === undefined ? "" : hash("sha256", id, "hex").slice(0, 16);
}

function unread(trail: Trail, problem: string | null = null): AccountPage {
  if (problem !== null) trail.find(problem === NOBODY ? "control_read_failed" : "listing_capped", problem);
  const { exchanges, findings, retryAfter } = trail;
  const failure = trail.failure ?? (problem === CAPPED ? "too_large" : "unexpected_shape");
  return { rows: [], next: null, total: null, failure, findings, exchanges, retryAfter };
}
