import { z } from "zod";
import { belowBase } from "../../http/next-link.ts";
import { reader, segment } from "../../kit/json.ts";
import { type ListRead, type ListReader, readList } from "../../kit/read-list.ts";
import type { Trail } from "../../kit/trail.ts";
import type { SalesforceConfig } from "./config.ts";

export function dataPath({ apiVersion }: SalesforceConfig, below: string): string {
  return `/services/data/${apiVersion}/${below}`;
}

export function recordPath(config: SalesforceConfig, object: string, id: string): string {
  return dataPath(config, `sobjects/${object}/${segment(id)}`);
}

/** A text as SOQL writes it. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

const readResult = reader(
  z.object({
    totalSize: z.number(),
    done: z.boolean(),
    nextRecordsUrl: z.string().nullish(),
    records: z.array(z.unknown()),
  }),
);

/** How the rows of a question are read: `done` says whether there is another page. */
export function soqlReader<Row>(
  config: SalesforceConfig,
  question: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): ListReader<Row> {
  const path = dataPath(config, `query?q=${encodeURIComponent(question)}`);
  return {
    path,
    page: ({ json }, asked) => {
      const result = readResult(json);
      // All of it, says `done`, and `totalSize` says how much all is.
      const isCut = asked === path && result?.done === true && result.totalSize !== result.records.length;
      if (result === null || isCut) return null;
      const next = result.done ? null : belowBase(result.nextRecordsUrl ?? "", config.baseUrl);
      return { rows: result.records, next };
    },
    parse,
    key,
    pagesMax: config.pagesMax,
  };
}

export function soqlList<Row>(
  config: SalesforceConfig,
  trail: Trail,
  question: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): Promise<ListRead<Row>> {
  return readList(trail, soqlReader(config, question, parse, key));
}
