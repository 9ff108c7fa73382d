import type { DomainError } from "#lib/core/errors.ts";
import type { Reasons } from "#lib/core/result.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { csvParts, type Lines, type PendingLine, type RefusedLine, refusedLine } from "../_kit/csv-file.ts";
import { execute } from "../_kit/execute.ts";
import type { EventRowResult } from "./event-row.ts";
import { type LeaversCsv, readHeader, readLeaverLine } from "./leavers-csv.ts";
import { ROWS_PER_TRANSACTION, recordLifecycleEvents } from "./record-lifecycle-events.ts";

export interface Imported {
  readonly rows: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly held: number;
  readonly refused: readonly RefusedLine[];
}

export interface ImportOptions {
  readonly source: string;
  /** Zone of lines that state none. */
  readonly zone: string | undefined;
  readonly onProgress?: (rows: number, total: number) => void;
}

type ImportResult =
  | { readonly ok: true; readonly value: Imported }
  | { readonly ok: false; readonly reasons: Reasons<DomainError> };

/**
 * Imports a file of leavers, 500 lines a transaction, in memory that does not grow with it. A line that cannot be taken
 * is reported with its number and column; all others are taken. Imported again, the file opens nothing twice.
 */
export async function importLeavers(ctx: Ctx, lines: Lines, options: ImportOptions): Promise<ImportResult> {
  const total = await countRows(lines);
  const sums: Sums = { rows: 0, accepted: 0, duplicates: 0, held: 0, refused: [] };
  for await (const part of partsOf(lines, options)) {
    if (!part.ok) return part;
    const { header: csv, rows } = part.value;
    const place = { first: sums.rows, asked: Math.max(total - sums.rows, rows.length) };
    const recorded = await recordPart(ctx, rows, place);
    if (!recorded.ok) return recorded;
    add(sums, rows, recorded.results, csv);
    options.onProgress?.(sums.rows, total);
  }
  return { ok: true, value: sums };
}

const EMPTY = "The file is empty. Nothing was opened. Give a file with a header and a line for each leaver.";

function partsOf(lines: Lines, options: ImportOptions) {
  return csvParts(lines, {
    rowsMax: ROWS_PER_TRANSACTION,
    empty: EMPTY,
    readHeader: (line) => readHeader(line, options),
    readLine: readLeaverLine,
  });
}

type Pending = PendingLine<Readonly<Record<string, string>>>;

/** Lines with something in them, less the header: the guard against mass events looks at the whole file. */
async function countRows(lines: Lines): Promise<number> {
  let rows = -1;
  for await (const line of lines()) if (line.trim() !== "") rows += 1;
  return Math.max(rows, 0);
}

async function recordPart(
  ctx: Ctx,
  part: readonly Pending[],
  place: { readonly first: number; readonly asked: number },
) {
  const events = part.map((one) => one.row);
  const outcome = await execute(ctx, recordLifecycleEvents, { events, ...place }, { idempotencyKey: null });
  return outcome.ok ? ({ ok: true, results: outcome.result.results } as const) : outcome;
}

interface Sums {
  rows: number;
  accepted: number;
  duplicates: number;
  held: number;
  refused: RefusedLine[];
}

function add(sums: Sums, part: readonly Pending[], results: readonly EventRowResult[], csv: LeaversCsv): void {
  for (const [at, result] of results.entries()) {
    const pending = part[at];
    if (result.status === "accepted") sums.accepted += 1;
    if (result.status === "duplicate") sums.duplicates += 1;
    if (result.held) sums.held += 1;
    const error = pending?.error ?? result.error;
    if (error !== null && pending !== undefined) sums.refused.push(refusedLine(pending.line, error, csv.titles));
  }
  sums.rows += part.length;
}
