import { belowBase } from "../../http/next-link.ts";
import { segment } from "../../kit/json.ts";
import { type ListRead, type Page, readList } from "../../kit/read-list.ts";
import type { FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { type EntraConfig, hostsOf } from "./config.ts";

const VERSION = "/v1.0";

/** Path of one user and what hangs on it. */
export function userPath(account: string, below = ""): string {
  return `${VERSION}/users/${segment(account)}${below}`;
}

export function graphPath(below: string): string {
  return `${VERSION}${below}`;
}

/** A text as OData writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** One page of a collection: `value`, continued by `@odata.nextLink`; null where an answer is none. */
export function graphPage(config: EntraConfig, json: unknown): Page | null {
  if (typeof json !== "object" || json === null) return null;
  const rows: unknown = Reflect.get(json, "value");
  const next: unknown = Reflect.get(json, "@odata.nextLink") ?? null;
  if (!Array.isArray(rows)) return null;
  if (next === null) return { rows, next };
  return { rows, next: typeof next === "string" ? belowBase(next, hostsOf(config).graph) : "elsewhere" };
}

/** Reads one of Graph's collections. */
export function graphList<Row>(
  config: EntraConfig,
  trail: Trail,
  path: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): Promise<ListRead<Row>> {
  return readList(trail, {
    path,
    page: ({ json }) => graphPage(config, json),
    parse,
    key,
    pagesMax: config.pagesMax,
  });
}

/** What a collection says of a kind of access: 404 means that the tenant does not know the user. */
export function kindRead<Row>(read: ListRead<Row>, map: (row: Row) => FoundAccess | null): KindRead {
  const rows = read.rows.map(map).filter((row) => row !== null);
  return { rows, complete: read.complete, accountMissing: read.status === 404 };
}

/** Rows that are the user's own; others mean that Graph did not look at what it was asked for. */
export function ownRead<Row>(read: ListRead<Row>, isOwn: (row: Row) => boolean, trail: Trail): ListRead<Row> {
  const rows = read.rows.filter(isOwn);
  if (rows.length === read.rows.length) return read;
  trail.find("filter_not_honoured", "Graph answered with what belongs to others; nothing is concluded.");
  trail.fail("unexpected_shape");
  return { ...read, rows, complete: false };
}
