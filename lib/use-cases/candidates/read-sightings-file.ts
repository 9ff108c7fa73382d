import { z } from "zod";
import {
  mapSightings,
  SIGHTING_ROLES,
  type SightingColumns,
  type SightingRole,
} from "#lib/core/candidates/sighting-columns.ts";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import { DATE_ORDERS, type EndDates, readEnd, surveyEnds } from "#lib/core/people/end-dates.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { metered } from "../_kit/files/metered.ts";
import { openFile } from "../_kit/files/open-file.ts";
import { FileRefused } from "../_kit/files/refuse-file.ts";
import type { Table } from "../_kit/files/table.ts";
import { isStorable, sourceName, text } from "../_kit/text.ts";
import { sightingRow } from "./sighting-row.ts";

/** Sign-ins of a month of a large company; more goes through the API. */
const ROWS_MAX = 200_000;
const BYTES_MAX = 64 * 1024 ** 2;

const title = text(200).optional();
const mapShape = Object.fromEntries(SIGHTING_ROLES.map((role) => [role, title])) as Readonly<
  // Built from SIGHTING_ROLES themselves; Object.fromEntries widens the keys to string.
  Record<SightingRole, typeof title>
>;

/** What whoever supplies a sign-in log or a statement states of it. */
export const statedSightings = z.strictObject({
  source: sourceName.meta({
    description: "Where it comes from, e.g. Entra sign-ins; kept for good, so no person's name.",
  }),
  channel: sightingRow.shape.channel,
  zone: text(80).optional().meta({ description: "IANA zone of times that state none; UTC when left out." }),
  order: z
    .enum(DATE_ORDERS)
    .optional()
    .meta({ description: "Order of day and month where the file does not show it." }),
  map: z.strictObject(mapShape).default({}),
});
export type StatedSightings = z.output<typeof statedSightings>;

/** One line as the row that it makes; null: it cannot be read. */
export interface SightingLine {
  readonly line: number;
  readonly row: Readonly<Record<string, unknown>> | null;
}

/** A file of sightings, with its columns understood. Nothing of it is taken. */
export interface SightingsFile {
  readonly titles: readonly string[];
  readonly columns: SightingColumns;
  readonly lines: readonly SightingLine[];
}

/** Reads a sign-in log or statement to its end: whether its dates are written in one way shows only there. */
export async function readSightingsFile(
  source: AsyncIterable<Uint8Array>,
  stated: StatedSightings,
): Promise<Decision<SightingsFile>> {
  try {
    const table = await openFile(metered(source, BYTES_MAX).bytes);
    const mapped = mapSightings(table.titles, stated.map);
    if (mapped.kind !== "mapped") return refused(noColumn(table.titles, mapped.kind === "missing" ? null : mapped));
    const read = await linesOf(table, mapped.columns);
    return read.ok ? understood(table.titles, mapped.columns, read.value, stated) : read;
  } catch (cause) {
    if (cause instanceof FileRefused) return refused(reasonOf(cause));
    throw cause;
  }
}

interface ReadLine {
  readonly line: number;
  readonly values: Values | null;
}

async function linesOf(table: Table, columns: SightingColumns): Promise<Decision<readonly ReadLine[]>> {
  const read: ReadLine[] = [];
  for await (const batch of table.batches) {
    for (const [at, row] of batch.rows.entries())
      read.push({ line: batch.lines[at] ?? 0, values: row === null ? null : valuesOf(row, columns) });
    if (read.length > ROWS_MAX) return refused(domainError("input_too_large", { sentence: TOO_MANY }));
  }
  return read.length === 0 ? refused(domainError("snapshot_header_only", { sentence: NO_ROW })) : ok(read);
}

function understood(
  titles: readonly string[],
  columns: SightingColumns,
  read: readonly ReadLine[],
  stated: StatedSightings,
): Decision<SightingsFile> {
  const dates = surveyEnds(
    read.flatMap(({ values }) => values?.seen_at ?? []),
    stated.order ?? null,
  );
  if (dates.kind !== "clear") return refused(unclear(dates));
  const lines = read.map(({ line, values }) => ({ line, row: values && rowOf(values, stated, dates) }));
  return ok({ titles, columns, lines });
}

const TOO_MANY = `The file has more than ${ROWS_MAX.toLocaleString("en")} rows. Nothing was kept. Send it in parts, or through the API.`;
const NO_ROW = "The file has column titles and no row. Nothing was kept. Export it again with a row for each use.";

function reasonOf({ reason }: FileRefused): DomainError {
  return { ...reason, sentence: reason.sentence.replace("Nothing was believed", "Nothing was kept") };
}

type Values = Partial<Record<SightingRole, string>>;

function valuesOf(row: readonly string[], columns: SightingColumns): Values | null {
  const values: Values = {};
  for (const role of SIGHTING_ROLES) {
    const at = columns[role];
    const value = at === undefined ? "" : (row[at] ?? "").trim();
    if (!isStorable(value)) return null;
    if (value !== "") values[role] = value;
  }
  return values;
}

/** The row as the API would be sent it; what does not fit is refused by the row's own schema. */
function rowOf(values: Values, stated: StatedSightings, dates: Extract<EndDates, { kind: "clear" }>) {
  const { seen_at: written, seats, ...rest } = values;
  const seenAt = written === undefined ? undefined : (readEnd(written, dates.survey)?.iso ?? written);
  const row = {
    source: stated.source,
    channel: stated.channel,
    name: rest.name ?? rest.domain,
    domain: rest.domain,
    person: rest.person,
    seenAt,
    zone: stated.zone,
    seats: seats === undefined ? undefined : countOf(seats),
    costCentre: rest.cost_centre,
    amount: rest.amount,
    scope: rest.scope,
    rowId: rest.row_id,
  };
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

/** `22`, `22.0` and `1,204` are counts; anything else stays as written, to be refused with its column. */
function countOf(written: string): number | string {
  const plain = written.replace(/[.,]0+$/, "").replace(/[ .,'](?=\d{3}(?:\D|$))/g, "");
  return /^\d{1,8}$/.test(plain) ? Number(plain) : written;
}

function noColumn(titles: readonly string[], named: { role: SightingRole; title: string } | null): DomainError {
  const have = titles
    .slice(0, 12)
    .map((one) => `"${one.slice(0, 40)}"`)
    .join(", ");
  const what = named === null ? "no column that names the application or merchant" : `no column "${named.title}"`;
  const sentence = `The file has ${what}. Its titles are ${have}. Nothing was kept. Name the column that holds it.`;
  return domainError("snapshot_column_missing", { path: `map.${named?.role ?? "name"}`, sentence });
}

function unclear(dates: Exclude<EndDates, { kind: "clear" }>): DomainError {
  const path = dates.kind === "mixed" ? "map.seen_at" : "order";
  const sentence =
    dates.kind === "mixed"
      ? `The dates are written in several ways, such as ${dates.examples.map((one) => `"${one}"`).join(" and ")}. Nothing was kept. Write them all in one way.`
      : `In dates such as "${dates.example}" day and month could stand in either order. Nothing was kept. Say which comes first.`;
  return domainError("date_impossible", { path, sentence });
}
