import type { Answer } from "../http/client.ts";
import type { Trail } from "./trail.ts";

/** One page as the target wrote it. `next`: path and query of the one after it, or "elsewhere"; null = the last. */
export interface Page {
  readonly rows: readonly unknown[];
  readonly next: string | null;
}

/** How lists of one vendor are read. */
export interface ListReader<Row> {
  readonly path: string;
  /** How a page is asked for; default a GET of its path. Where a list is asked for by a body, `path` is its cursor. */
  ask?(path: string): Promise<Answer>;
  /** null when the answer is no list of this vendor. `path`: what was asked. */
  page(answer: Answer, path: string): Page | null;
  parse(json: unknown): Row | null;
  key(row: Row): string;
  readonly pagesMax: number;
  /** How many rows the target counts in all, where an answer says it; null where it does not. */
  total?(answer: Answer): number | null;
}

/** Rows read to their end, or said not to be. */
export interface ListRead<Row> {
  readonly rows: readonly Row[];
  readonly complete: boolean;
  /** Of the last answer: 404 tells that what the list hangs on is not there. */
  readonly status: number | null;
}

/**
 * Reads a list along its links or cursors. It ends, and is incomplete, at a page that is no list, at a link seen before
 * or leading elsewhere, at a page that only repeats rows already seen, at a row without its identifier, and at a cap.
 * Where the target counts its rows, as many different ones must be read and the count must stand still: rows that come
 * and go meanwhile shift others past whoever reads by numbers.
 * An empty page with a next one is allowed: vendors filter after they cut pages.
 */
export async function readList<Row>(trail: Trail, reader: ListReader<Row>): Promise<ListRead<Row>> {
  const rows = new Map<string, Row>();
  const asked = new Set<string>();
  let unreadable = 0;
  const counted = new Set<number>();
  for (let path = reader.path; ; ) {
    asked.add(path);
    const answer = await (reader.ask?.(path) ?? trail.get(path));
    const { status } = answer;
    const page = pageIn(answer, path, reader, trail);
    if (page === null) return { rows: [...rows.values()], complete: false, status };
    countIn(answer, reader, counted);
    const known = rows.size;
    const broken = addRows(page.rows, reader, rows);
    unreadable += broken;
    const stale = page.rows.length > 0 && rows.size === known && broken === 0;
    const problem = page.next === null ? null : problemOf(page.next, asked, stale, reader.pagesMax);
    if (problem !== null) trail.find("listing_capped", problem);
    if (page.next === null || problem !== null) {
      const complete = isReadable(trail, unreadable) && problem === null && isAll(trail, counted, rows.size);
      return { rows: [...rows.values()], complete, status };
    }
    path = page.next;
  }
}

function pageIn<Row>(answer: Answer, path: string, reader: ListReader<Row>, trail: Trail): Page | null {
  const page = answer.failure === null && answer.status === 200 ? reader.page(answer, path) : null;
  // 404 is an answer to somebody who knows what the list hangs on.
  if (page === null && answer.failure === null && answer.status !== 404) trail.fail("unexpected_shape");
  return page;
}

/** @returns how many rows could not be read. */
function addRows<Row>(page: readonly unknown[], reader: ListReader<Row>, rows: Map<string, Row>): number {
  const parsed = page.map(reader.parse);
  for (const row of parsed) if (row !== null) rows.set(reader.key(row), row);
  return parsed.filter((row) => row === null).length;
}

function isReadable(trail: Trail, unreadable: number): boolean {
  if (unreadable === 0) return true;
  trail.fail("unexpected_shape");
  trail.find("unreadable_rows", `${unreadable} rows carried no identifier that could be read.`);
  return false;
}

function countIn<Row>(answer: Answer, reader: ListReader<Row>, counted: Set<number>): void {
  const total = reader.total?.(answer) ?? null;
  if (total !== null) counted.add(total);
}

function isAll(trail: Trail, counted: ReadonlySet<number>, seen: number): boolean {
  if (counted.size === 0 || (counted.size === 1 && counted.has(seen))) return true;
  const counts = [...counted].join(", then ");
  trail.find("listing_capped", `The target counts ${counts} rows, and ${seen} different ones were read.`);
  return false;
}

function problemOf(next: string, asked: ReadonlySet<string>, stale: boolean, pagesMax: number): string | null {
  if (next === "elsewhere") return "The list continues at another address; it was not followed.";
  if (asked.has(next) || stale) return "The target repeats a page; the list was not read to its end.";
  return asked.size >= pagesMax ? `Reading stopped after ${asked.size} pages, before the end of the list.` : null;
}
