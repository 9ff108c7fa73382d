import type { Answer } from "../../http/client.ts";
import { belowBase, nextLink } from "../../http/next-link.ts";
import type { Page } from "../../kit/read-list.ts";
import type { ListDefinition } from "./definition.ts";
import { valueAt } from "./field-path.ts";
import { filled, type Values } from "./template.ts";

/** How one list is walked: where it begins, and what each answer is as a page. Made for one reading. */
export interface Walk {
  readonly first: string;
  page(answer: Answer): Page | null;
}

/**
 * Begins a list; null where a value has no place in its address. A short page is never the end of a list, since a server
 * may cut pages as it likes: by page and offset, only an empty one is, or a total that was reached. A list that says its
 * total and shows another number, or changes the total on the way, is none that was read whole.
 */
export function walk(list: ListDefinition, baseUrl: string, values: Values): Walk | null {
  const { paging } = list;
  const at = (more: Readonly<Record<string, string>>) => filled(list, values, more);
  const numbered = paging.by === "page" || paging.by === "offset";
  const first = numbered ? at({ [paging.parameter]: String(paging.first) }) : at({});
  if (first === null) return null;
  let seen = 0;
  let pages = 0;
  let total: number | null = null;

  const next = (answer: Answer, rows: readonly unknown[]): string | null => {
    if (paging.by === "none") return null;
    if (paging.by === "link") return linkIn(answer, paging.at, baseUrl);
    if (paging.by === "cursor") return cursorIn(answer, paging.at, (cursor) => at({ [paging.parameter]: cursor }));
    if (rows.length === 0 || (total !== null && seen >= total)) return null;
    return at({ [paging.parameter]: String(paging.first + (paging.by === "page" ? pages : seen)) });
  };
  const page = (answer: Answer): Page | null => {
    const rows = valueAt(answer.json, list.rows);
    if (!Array.isArray(rows)) return null;
    seen += rows.length;
    pages += 1;
    if (paging.total !== undefined) {
      const stated = valueAt(answer.json, paging.total);
      if (typeof stated !== "number" || (total !== null && stated !== total)) return null;
      total = stated;
    }
    const following = next(answer, rows);
    return following === null && total !== null && seen !== total ? null : { rows, next: following };
  };
  return { first, page };
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
