import type { DomainError } from "#lib/core/errors.ts";
import { domainError } from "#lib/core/errors.ts";
import {
  mapPeople,
  PEOPLE_ROLE_WORD,
  PEOPLE_ROLES,
  type PeopleColumns,
  type PeopleRole,
} from "#lib/core/people/people-columns.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { metered } from "../../_kit/files/metered.ts";
import { openFile } from "../../_kit/files/open-file.ts";
import { FileRefused } from "../../_kit/files/refuse-file.ts";
import type { Table } from "../../_kit/files/table.ts";
import { isStorable } from "../../_kit/text.ts";
import type { StatedPeople } from "./stated.ts";

/** A hundred thousand leavers are more than anybody looks through; larger batches have the API. */
const ROWS_MAX = 100_000;
const BYTES_MAX = 64 * 1024 ** 2;

/** One row by what its columns mean; null: it cannot be read. */
export interface PeopleLine {
  readonly line: number;
  readonly values: Readonly<Partial<Record<PeopleRole, string>>> | null;
}

/** A file of people as it stands, with its columns understood. Its dates are not. */
export interface PeopleLines {
  readonly titles: readonly string[];
  readonly columns: PeopleColumns;
  readonly key: "person_key" | "email";
  readonly lines: readonly PeopleLine[];
}

/** Reads a file of people to its end: whether its dates are written in one way shows only there. */
export async function readPeopleFile(
  source: AsyncIterable<Uint8Array>,
  stated: StatedPeople,
): Promise<Decision<PeopleLines>> {
  try {
    const table = await openFile(metered(source, BYTES_MAX).bytes);
    const mapped = columnsOf(table.titles, stated);
    return mapped.ok ? await linesOf(table, mapped.value) : mapped;
  } catch (cause) {
    if (cause instanceof FileRefused) return refused(reasonOf(cause));
    throw cause;
  }
}

type Columns = Pick<PeopleLines, "columns" | "key">;

async function linesOf(table: Table, { columns, key }: Columns): Promise<Decision<PeopleLines>> {
  const lines: PeopleLine[] = [];
  for await (const batch of table.batches) {
    for (const [at, row] of batch.rows.entries())
      lines.push({ line: batch.lines[at] ?? 0, values: row === null ? null : valuesOf(row, columns) });
    if (lines.length > ROWS_MAX) return refused(domainError("input_too_large", { sentence: TOO_MANY }));
  }
  if (lines.length === 0) return refused(domainError("snapshot_header_only", { sentence: NO_ROW }));
  return ok({ titles: table.titles, columns, key, lines });
}

const TOO_MANY = `The file has more than ${ROWS_MAX.toLocaleString("en")} rows. Nothing was opened. Send it in parts, or through the API.`;
const NO_ROW = "The file has column titles and no row. Nothing was opened. Export it again with a row for each leaver.";
const EMPTY = "The file is empty. Nothing was opened. Choose a file with a title line and a row for each leaver.";

/** The same refusals as for lists, in words of leavers. */
function reasonOf({ reason }: FileRefused): DomainError {
  if (reason.code === "snapshot_empty") return domainError(reason.code, { sentence: EMPTY });
  return { ...reason, sentence: reason.sentence.replace("Nothing was believed", "Nothing was opened") };
}

function valuesOf(row: readonly string[], columns: PeopleColumns): PeopleLine["values"] {
  const values: Partial<Record<PeopleRole, string>> = {};
  for (const role of PEOPLE_ROLES) {
    const at = columns[role];
    const value = at === undefined ? "" : (row[at] ?? "").trim();
    if (!isStorable(value)) return null;
    if (value !== "") values[role] = value;
  }
  return values;
}

function columnsOf(titles: readonly string[], { map }: StatedPeople): Decision<Columns> {
  const mapped = mapPeople(titles, map);
  switch (mapped.kind) {
    case "mapped":
      return ok(mapped);
    case "ambiguous": {
      const named = mapped.titles.map((title) => `"${title}"`).join(" and ");
      const sentence = `The columns ${named} could both be the ${PEOPLE_ROLE_WORD[mapped.role]}. Nothing was opened. Name the one that is.`;
      return refused(domainError("snapshot_key_ambiguous", { path: `map.${mapped.role}`, sentence }));
    }
    case "missing": {
      const words = mapped.roles.map((role) => PEOPLE_ROLE_WORD[role]).join(" or ");
      const sentence = `The file has no column for the ${words}. Its titles are ${shown(titles)}. Nothing was opened. Name the column that holds it, or choose another file.`;
      return refused(domainError("snapshot_column_missing", { path: `map.${mapped.roles[0]}`, sentence }));
    }
    case "no_such_column": {
      const sentence = `The file has no column "${mapped.title}". Its titles are ${shown(titles)}. Nothing was opened. Name one of them.`;
      return refused(domainError("snapshot_column_missing", { path: `map.${mapped.role}`, sentence }));
    }
  }
}

/** The titles as the file has them; a file that is no table shows itself here. */
function shown(titles: readonly string[]): string {
  const first = titles.slice(0, 8).map((title) => `"${title.slice(0, 40)}"`);
  return `${first.join(", ")}${titles.length > first.length ? " and others" : ""}`;
}
