import type { ObservedFacts } from "../../../core/access/observation.ts";
import { instant } from "../../../core/instant.ts";
import { segment } from "../../kit/json.ts";
import { type ListRead, readList } from "../../kit/read-list.ts";
import type { KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { KeycloakConfig } from "./config.ts";

const PAGE = 100;

/** A path of the realm's admin API. */
export function realmPath({ realm }: KeycloakConfig, path = ""): string {
  return `/admin/realms/${segment(realm)}${path}`;
}

export function userPath(config: KeycloakConfig, account: string, path = ""): string {
  return realmPath(config, `/users/${segment(account)}${path}`);
}

/** Reads a list that Keycloak writes in one piece. */
export function wholeList<Row>(
  trail: Trail,
  path: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): Promise<ListRead<Row>> {
  return readList(trail, {
    path,
    page: ({ json }) => (Array.isArray(json) ? { rows: json, next: null } : null),
    parse,
    key,
    pagesMax: 1,
  });
}

/** Reads a list by its offset, to an empty page: a server may cut pages shorter than it was asked to. */
export function pagedList<Row>(
  { pagesMax }: KeycloakConfig,
  trail: Trail,
  path: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): Promise<ListRead<Row>> {
  const from = (first: number) => `${path}${path.includes("?") ? "&" : "?"}first=${first}&max=${PAGE}`;
  let read = 0;
  return readList(trail, {
    path: from(0),
    page: ({ json }) => {
      if (!Array.isArray(json)) return null;
      read += json.length;
      return { rows: json, next: json.length === 0 ? null : from(read) };
    },
    parse,
    key,
    pagesMax,
  });
}

/** What a list says of a kind of access: 404 means that Keycloak does not know the user. */
export function kindRead<Row>(read: ListRead<Row>, map: (row: Row) => KindRead["rows"][number] | null): KindRead {
  const rows = read.rows.map(map).filter((row) => row !== null);
  return { rows, complete: read.complete, accountMissing: read.status === 404 };
}

/** @param millis since 1970 */
export function begunAt(millis: number | null | undefined): ObservedFacts {
  return millis == null ? {} : { issuedAt: instant(millis * 1000) };
}

/** What no body of a 200 says: Keycloak answers acts with 204 alone. */
export function never(): boolean {
  return false;
}
