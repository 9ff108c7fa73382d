import { belowBase } from "../../http/next-link.ts";
import { segment } from "../../kit/json.ts";
import { type ListRead, type ListReader, readList } from "../../kit/read-list.ts";
import type { Trail } from "../../kit/trail.ts";
import type { AtlassianConfig } from "./config.ts";

/** Path below the directories of the organisation; "-" is all of them. */
export function directoryPath({ orgId, directoryId }: AtlassianConfig, below: string): string {
  return `/admin/v2/orgs/${segment(orgId)}/directories/${segment(directoryId ?? "-")}/${below}`;
}

export function userPath(config: AtlassianConfig, account: string, below = ""): string {
  return directoryPath(config, `users/${segment(account)}${below}`);
}

/** How a list is read. Its `next` is a cursor in some of Atlassian's lists and an address in others (AX-241). */
export function adminReader<Row>(
  config: AtlassianConfig,
  path: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): ListReader<Row> {
  return {
    path,
    page: ({ json }) => {
      const rows: unknown = Reflect.get(Object(json), "data");
      const links: unknown = Reflect.get(Object(json), "links");
      const next: unknown = Reflect.get(Object(links), "next") ?? "";
      if (!Array.isArray(rows) || typeof links !== "object" || typeof next !== "string") return null;
      return { rows, next: next === "" ? null : onward(config, path, next) };
    },
    parse,
    key,
    pagesMax: config.pagesMax,
  };
}

export function adminList<Row>(
  config: AtlassianConfig,
  trail: Trail,
  path: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): Promise<ListRead<Row>> {
  return readList(trail, adminReader(config, path, parse, key));
}

function onward({ baseUrl }: AtlassianConfig, path: string, next: string): string {
  if (next.startsWith("http")) return belowBase(next, baseUrl);
  return `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(next)}`;
}
