import { type ListRead, readList } from "../../kit/read-list.ts";
import type { Trail } from "../../kit/trail.ts";
import type { Definition, ListDefinition } from "./definition.ts";
import { walk } from "./pages.ts";
import type { Values } from "./template.ts";

/** One system: what was written about it, and where it is. */
export interface Described {
  readonly definition: Definition;
  readonly baseUrl: string;
  readonly pagesMax: number;
}

/** Reads one of the lists that the definition names. */
export async function readListed<Row>(
  { baseUrl, pagesMax }: Described,
  trail: Trail,
  list: ListDefinition,
  values: Values,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): Promise<ListRead<Row>> {
  const walked = walk(list, baseUrl, values);
  if (walked !== null) {
    const read = await readList(trail, { path: walked.first, page: walked.page, parse, key, pagesMax });
    return shifted(list, read.rows.length, walked.seen()) ? { ...read, complete: notAll(trail) } : read;
  }
  trail.fail("unexpected_shape");
  return { rows: [], complete: false, status: null };
}

/**
 * By page and offset, and where the target counts, a row that is shown twice stands in another's place: rows that come
 * and go meanwhile shift others past the reader.
 */
function shifted({ paging: { by, total } }: ListDefinition, different: number, seen: number): boolean {
  return (by === "page" || by === "offset" || total !== undefined) && different < seen;
}

function notAll(trail: Trail): false {
  trail.find("listing_capped", "The target shows rows twice, in place of others; the list was not read whole.");
  return false;
}
