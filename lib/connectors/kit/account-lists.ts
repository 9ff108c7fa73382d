import { hash } from "node:crypto";
import type { AccountPage, AccountRecord, PageRequest } from "../contract.ts";
import type { Answer } from "../http/client.ts";
import { type ListReader, type Page, readList } from "./read-list.ts";
import type { AccountsRead, RestSystem } from "./rest-system.ts";
import type { Trail } from "./trail.ts";

/** Where to go on: which list, at which path, how many pages were read of it, and a digest of the last page's first id. */
interface Place {
  readonly list: number;
  readonly path: string | null;
  readonly pages: number;
  readonly first: string;
}

const START: Place = { list: 0, path: null, pages: 0, first: "" };

/**
 * All accounts of a system whose API lists them in one list or in several, one after the other (the living and the
 * closed, people and bots): read whole, in part, and a page at a time. Lists between which somebody can move are given
 * in the order of `aroundMoves`.
 * @param sample of which some accounts are read
 */
export function accountLists(
  lists: readonly ListReader<AccountRecord>[],
  sample = lists[0],
): Pick<Required<RestSystem>, "listAccounts" | "someAccounts" | "pageAccounts"> {
  return {
    listAccounts: (trail) => everyAccount(lists, trail),
    someAccounts: async (trail) => {
      if (sample === undefined) return [];
      return (await readList(trail, { ...sample, pagesMax: 1 })).rows.map(({ nativeId }) => nativeId);
    },
    pageAccounts: (request, trail) => onePage(lists, request, trail),
  };
}

/**
 * The order in which lists are read between which somebody may move meanwhile: the small ones before the large one and
 * again after it. Read once each, whoever moves from a list that is still to be read to one that was read is on none,
 * and a list that seems whole says that they are gone. In this order each list is read both before and after every
 * other one, or lies between two readings of it, so that who moves once is on one of them.
 */
export function aroundMoves<List>(small: readonly List[], large: List): readonly List[] {
  return [...small, large, ...small];
}

async function everyAccount(lists: readonly ListReader<AccountRecord>[], trail: Trail): Promise<AccountsRead> {
  const found = new Map<string, AccountRecord>();
  for (const list of lists) {
    const read = await readList(trail, list);
    for (const row of read.rows) found.set(row.nativeId, row);
    if (!read.complete) return { rows: [...found.values()], complete: false };
  }
  return { rows: [...found.values()], complete: true };
}

/** A page that begins as the one before did, a link that leads elsewhere and the cap of pages end the reading. */
async function onePage(
  lists: readonly ListReader<AccountRecord>[],
  { cursor }: PageRequest,
  trail: Trail,
): Promise<AccountPage> {
  const place = cursor === null ? START : placeOf(cursor);
  const list = lists[place.list];
  if (list === undefined) return ended(trail, [], null, 0);
  const path = place.path ?? list.path;
  const answer = await (list.ask?.(path) ?? trail.get(path));
  const page = pageIn(list, answer, path);
  if (page === null) {
    trail.fail("unexpected_shape");
    return ended(trail, [], null, 0);
  }
  const parsed = page.rows.map(list.parse);
  const rows = parsed.filter((row) => row !== null);
  const first = digestOf(rows[0]);
  const stop = page.next === null ? null : stopOf(page.next, { ...place, path }, first, list.pagesMax);
  if (stop !== null) {
    trail.find("listing_capped", stop);
    trail.fail("unexpected_shape");
    return ended(trail, [], null, 0);
  }
  const onward =
    page.next === null
      ? { ...START, list: place.list + 1 }
      : { list: place.list, path: page.next, pages: place.pages + 1, first };
  const isLast = page.next === null && onward.list >= lists.length;
  return ended(trail, rows, isLast ? null : JSON.stringify(onward), parsed.length - rows.length);
}

function pageIn(list: ListReader<AccountRecord>, answer: Answer, path: string): Page | null {
  return answer.failure === null && answer.status === 200 ? list.page(answer, path) : null;
}

function stopOf(next: string, place: Place, first: string, pagesMax: number): string | null {
  if (next === "elsewhere") return "The list continues at another address; it was not followed.";
  if (next === place.path || (first !== "" && first === place.first)) return "The target repeats a page.";
  return place.pages + 1 >= pagesMax ? `Reading stopped after ${pagesMax} pages, before the end of the list.` : null;
}

function ended(trail: Trail, rows: readonly AccountRecord[], next: string | null, unreadable: number): AccountPage {
  const { failure, findings, exchanges, retryAfter } = trail;
  return { rows, next, total: null, unreadable, failure, findings, exchanges, retryAfter };
}

function placeOf(cursor: string): Place {
  const { list, path, pages, first }: Partial<Place> = JSON.parse(cursor);
  // Written by this very file; whatever else stands there, reading begins anew and loses nothing.
  return { list: list ?? 0, path: path ?? null, pages: pages ?? 0, first: first ?? "" };
}

/** The cursor stands in the database beside facts: no id of a person's account in it. */
function digestOf(row: AccountRecord | undefined): string {
  return row === undefined ? "" : hash("sha256", row.nativeId, "hex").slice(0, 16);
}
