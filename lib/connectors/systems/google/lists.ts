import { segment } from "../../kit/json.ts";
import { type ListRead, readList } from "../../kit/read-list.ts";
import type { FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { GoogleConfig } from "./config.ts";

export const DIRECTORY = "/admin/directory/v1";

export function userPath(account: string, below = ""): string {
  return `${DIRECTORY}/users/${segment(account)}${below}`;
}

/** Which of Google's lists is read: what it calls itself, and where its rows stand. */
export interface ListName {
  readonly kind: string;
  readonly rows: string;
}

/**
 * Reads one of Google's lists, continued by a page token. Google leaves the rows out of an empty list, so that only its
 * `kind` tells an empty list from an empty answer.
 */
export function googleList<Row>(
  { pagesMax }: GoogleConfig,
  trail: Trail,
  path: string,
  name: ListName,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): Promise<ListRead<Row>> {
  return readList(trail, {
    path,
    page: ({ json }) => {
      if (typeof json !== "object" || json === null || Reflect.get(json, "kind") !== name.kind) return null;
      const rows: unknown = Reflect.get(json, name.rows) ?? [];
      const token: unknown = Reflect.get(json, "nextPageToken") ?? "";
      if (!Array.isArray(rows) || typeof token !== "string") return null;
      return { rows, next: token === "" ? null : withToken(path, token) };
    },
    parse,
    key,
    pagesMax,
  });
}

function withToken(path: string, token: string): string {
  return `${path}${path.includes("?") ? "&" : "?"}pageToken=${encodeURIComponent(token)}`;
}

/** What a list says of a kind of access: 404 means that Google does not know the user. */
export function kindRead<Row>(read: ListRead<Row>, map: (row: Row) => FoundAccess): KindRead {
  return { rows: read.rows.map(map), complete: read.complete, accountMissing: read.status === 404 };
}
