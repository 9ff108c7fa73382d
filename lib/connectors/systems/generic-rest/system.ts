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
  if (walked !== null) return readList(trail, { path: walked.first, page: walked.page, parse, key, pagesMax });
  trail.fail("unexpected_shape");
  return { rows: [], complete: false, status: null };
}
