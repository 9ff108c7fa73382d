import type { Answer } from "../../http/client.ts";
import { type ListRead, readList } from "../../kit/read-list.ts";
import type { Trail } from "../../kit/trail.ts";
import type { Definition, ListDefinition } from "./definition.ts";
import { explainList, type MappedField } from "./explain.ts";
import { walk } from "./pages.ts";
import type { Values } from "./template.ts";

/** One system: what was written about it, and where it is. */
export interface Described {
  readonly definition: Definition;
  readonly baseUrl: string;
  readonly pagesMax: number;
  /** Takes out secrets. There only where whoever tries the definition is told what was read of each answer. */
  readonly redact?: (text: string) => string;
}

/** One list to be read: what is asked, what each row is, and where its fields stand. */
export interface Listed<Row> {
  readonly list: ListDefinition;
  readonly values: Values;
  readonly mapped: readonly MappedField[];
  parse(json: unknown): Row | null;
  key(row: Row): string;
}

/** Reads one of the lists that the definition names. */
export async function readListed<Row>(
  described: Described,
  trail: Trail,
  { list, values, mapped, parse, key }: Listed<Row>,
): Promise<ListRead<Row>> {
  const { baseUrl, pagesMax } = described;
  const walked = walk(list, baseUrl, values);
  if (walked === null) {
    trail.fail("unexpected_shape");
    return { rows: [], complete: false, status: null };
  }
  const page = (answer: Answer) => {
    explainList(described, trail, answer, list, mapped);
    return walked.page(answer);
  };
  const read = await readList(trail, { path: walked.first, page, parse, key, pagesMax });
  return shifted(list, read.rows.length, walked.seen()) ? { ...read, complete: notAll(trail) } : read;
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
