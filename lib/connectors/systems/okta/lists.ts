import { nextLink } from "../../http/next-link.ts";
import { type ListRead, readList } from "../../kit/read-list.ts";
import type { KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { OktaConfig } from "./config.ts";

/** Reads one of Okta's lists: an array, continued by a Link header. */
export function oktaList<Row>(
  { baseUrl, pagesMax }: OktaConfig,
  trail: Trail,
  path: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): Promise<ListRead<Row>> {
  return readList(trail, {
    path,
    page: ({ json, link }) => (Array.isArray(json) ? { rows: json, next: nextLink(link, baseUrl) } : null),
    parse,
    key,
    pagesMax,
  });
}

/** What a list says of a kind of access: 404 means that Okta does not know the user. */
export function kindRead<Row>(read: ListRead<Row>, map: (row: Row) => KindRead["rows"][number] | null): KindRead {
  const rows = read.rows.map(map).filter((row) => row !== null);
  return { rows, complete: read.complete, accountMissing: read.status === 404 };
}
