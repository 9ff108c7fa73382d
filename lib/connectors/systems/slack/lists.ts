import { type ListRead, type ListReader, readList } from "../../kit/read-list.ts";
import type { Trail } from "../../kit/trail.ts";
import { SCIM, WEB } from "./client.ts";
import type { SlackConfig } from "./config.ts";

/** Rows of one page; Slack serves up to 1000, slowly. */
const COUNT = 200;

/** How one of SCIM's lists is read: by numbers, to the total that Slack counts. */
export function scimReader<Row>(
  { pagesMax }: SlackConfig,
  place: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): ListReader<Row> {
  const path = `${SCIM}/${place}${place.includes("?") ? "&" : "?"}count=${COUNT}`;
  return {
    path: `${path}&startIndex=1`,
    page: ({ json }, asked) => {
      const rows: unknown = Reflect.get(Object(json), "Resources");
      const total: unknown = Reflect.get(Object(json), "totalResults");
      if (!Array.isArray(rows) || typeof total !== "number") return null;
      const from = Number(/&startIndex=(\d+)$/.exec(asked)?.[1] ?? 1) + rows.length;
      return { rows, next: from > total ? null : `${path}&startIndex=${from}` };
    },
    parse,
    key,
    pagesMax,
    total: ({ json }) => {
      const total: unknown = Reflect.get(Object(json), "totalResults");
      return typeof total === "number" ? total : null;
    },
  };
}

/** How one of the Web API's lists is read: by a cursor, which is empty at the end. */
export function webReader<Row>(
  { pagesMax }: SlackConfig,
  method: string,
  name: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): ListReader<Row> {
  const path = `${WEB}/${method}`;
  return {
    path,
    page: ({ json }) => {
      const rows: unknown = Reflect.get(Object(json), name);
      const cursor: unknown = Reflect.get(Object(Reflect.get(Object(json), "response_metadata")), "next_cursor") ?? "";
      if (!Array.isArray(rows) || typeof cursor !== "string") return null;
      const next = `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
      return { rows, next: cursor === "" ? null : next };
    },
    parse,
    key,
    pagesMax,
  };
}

export function webList<Row>(
  config: SlackConfig,
  trail: Trail,
  method: string,
  name: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): Promise<ListRead<Row>> {
  return readList(trail, webReader(config, method, name, parse, key));
}

/** The workspace to ask about, where one is named. */
export function ofTeam({ teamId }: SlackConfig, joint: "?" | "&"): string {
  return teamId === undefined ? "" : `${joint}team_id=${teamId}`;
}
