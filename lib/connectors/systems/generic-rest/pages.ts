import type { Answer } from "../../http/client.ts";
import { belowBase, nextLink } from "../../http/next-link.ts";
import type { Page } from "../../kit/read-list.ts";
import type { ListDefinition } from "./definition.ts";
import { valueAt } from "./field-path.ts";
import { filled, type Values } from "./template.ts";

/** Where a reading stands: how many rows and pages lie behind. */
export interface Behind {
  readonly seen: number;
  readonly pages: number;
}

/** A page with the total that the target states; null where it states none. */
export interface CountedPage extends Page {
  readonly total: number | null;
}

/** How one list is walked: where it begins, and what each answer is as a page. Made for one reading. */
export interface Walk {
  readonly first: string;
  /** The next page of a list that must be read whole: its total stands still and is reached. */
  page(answer: Answer): Page | null;
  /** The same without asking for that: whoever reads over hours compares the totals at the end. */
  read(answer: Answer): CountedPage | null;
  /** How many rows were shown until now, the same one twice where it was shown twice. */
  seen(): number;
}

/**
 * Begins a list, or goes on with one; null where a value has no place in its address. A short page is never the end of a
 * list, since a server may cut pages as it likes: by page and offset, only an empty one is, or a total that was reached.
 */
export function walk(list: ListDefinition, baseUrl: string, values: Values, behind?: Behind): Walk | null {
  const { paging } = list;
  const at = (more: Readonly<Record<string, string>>) => filled(list, values, more);
  const numbered = paging.by === "page" || paging.by === "offset";
  const first = numbered ? at({ [paging.parameter]: String(paging.first) }) : at({});
  if (first === null) return null;
  let { seen, pages } = behind ?? { seen: 0, pages: 0 };
  let before: number | null = null;

  const next = (answer: Answer, rows: readonly unknown[], total: number | null): string | null => {
    if (paging.by === "none") return null;
    if (paging.by === "link") return linkIn(answer, paging.at, baseUrl);
    if (paging.by === "cursor") return cursorIn(answer, paging.at, (cursor) => at({ [paging.parameter]: cursor }));
    if (rows.length === 0 || (total !== null && seen >= total)) return null;
    return at({ [paging.parameter]: String(paging.first + (paging.by === "page" ? pages : seen)) });
  };
  const read = (answer: Answer): CountedPage | null => {
    const rows = valueAt(answer.json, list.rows);
    const total = paging.total === undefined ? null : valueAt(answer.json, paging.total);
    if (!Array.isArray(rows) || (total !== null && typeof total !== "number")) return null;
    seen += rows.length;
    pages += 1;
    return { rows, total, next: next(answer, rows, total) };
  };
  const page = (answer: Answer): Page | null => {
    const one = read(answer);
    if (one === null || (before !== null && one.total !== before)) return null;
    before = one.total;
    return one.next === null && one.total !== null && one.total !== seen ? null : one;
  };
  return { first, page, read, seen: () => seen };
}

function linkIn({ json, link }: Answer, at: string | undefined, baseUrl: string): string | null {
  if (at === undefined) return nextLink(link, baseUrl);
  const address = valueAt(json, at);
  if (address === undefined || address === null || address === "") return null;
  return typeof address === "string" ? belowBase(address, baseUrl) : "elsewhere";
}

function cursorIn({ json }: Answer, at: string, ask: (cursor: string) => string | null): string | null {
  const cursor = valueAt(json, at);
  if (cursor === undefined || cursor === null || cursor === "") return null;
  const isCursor = typeof cursor === "string" || typeof cursor === "number";
  return (isCursor ? ask(String(cursor)) : null) ?? "elsewhere";
}
