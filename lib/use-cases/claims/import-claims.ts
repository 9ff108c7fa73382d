import type { DomainError } from "#lib/core/errors.ts";
import type { Reasons } from "#lib/core/result.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import {
  csvParts,
  type Lines,
  type PendingLine,
  type RefusedLine,
  refusedLine,
  spanningLines,
} from "../_kit/csv-file.ts";
import { execute } from "../_kit/execute.ts";
import type { ClaimRowResult } from "./claim-row.ts";
import { type ClaimsCsv, readClaimRecord, readClaimsHeader } from "./claims-csv.ts";
import { findMapping, type MappingName } from "./mappings/find-mapping.ts";
import { ROWS_PER_TRANSACTION, recordToolClaims } from "./record-tool-claims.ts";

/** What a file came to. Every row is in exactly one of the counts. */
export interface ClaimsImported {
  readonly rows: number;
  readonly matched: number;
  /** Kept, and about nothing yet. */
  readonly waiting: number;
  readonly duplicates: number;
  /** Tasks that take nothing away, such as a mail: they claim nothing. */
  readonly passedOver: number;
  readonly refused: readonly RefusedLine[];
}

export interface ClaimsImportOptions {
  readonly mapping: MappingName;
  /** Name of the source where the file gives none; the mapping's own where left out. */
  readonly source: string | undefined;
  /** IANA zone of times without an offset. */
  readonly zone: string | undefined;
}

type ImportResult =
  | { readonly ok: true; readonly value: ClaimsImported }
  | { readonly ok: false; readonly reasons: Reasons<DomainError> };

const EMPTY = "The file is empty. Nothing was kept. Give a file with a header and a line for each task.";

/**
 * Imports an export of another tool as claims, 500 rows a transaction, in memory that does not grow with it. A line that
 * cannot be taken is reported with its number and column; all others are taken. Imported again, nothing counts twice.
 */
export async function importClaims(ctx: Ctx, lines: Lines, options: ClaimsImportOptions): Promise<ImportResult> {
  const sums: Sums = { rows: 0, matched: 0, waiting: 0, duplicates: 0, passedOver: 0, refused: [] };
  const mapping = findMapping(options.mapping);
  const parts = csvParts(lines, {
    rowsMax: ROWS_PER_TRANSACTION,
    empty: EMPTY,
    readHeader: (line) => readClaimsHeader(line, { ...options, mapping }),
    readLine: readClaimRecord,
    records: spanningLines,
  });
  for await (const part of parts) {
    if (!part.ok) return part;
    const { header, rows: all } = part.value;
    const rows = all.filter((one) => one.row !== null || one.error !== null);
    sums.passedOver += all.length - rows.length;
    sums.rows += all.length - rows.length;
    if (rows.length === 0) continue;
    const claims = rows.map((one) => one.row);
    const outcome = await execute(ctx, recordToolClaims, { claims, first: sums.rows }, { idempotencyKey: null });
    if (!outcome.ok) return outcome;
    add(sums, rows, outcome.result.results, header);
  }
  return { ok: true, value: sums };
}

interface Sums {
  rows: number;
  matched: number;
  waiting: number;
  duplicates: number;
  passedOver: number;
  refused: RefusedLine[];
}

function add(
  sums: Sums,
  part: readonly PendingLine<unknown>[],
  results: readonly ClaimRowResult[],
  { titles }: ClaimsCsv,
): void {
  for (const [at, result] of results.entries()) {
    if (result.status === "matched") sums.matched += 1;
    if (result.status === "waiting") sums.waiting += 1;
    if (result.status === "duplicate") sums.duplicates += 1;
    const pending = part[at];
    const error = pending?.error ?? result.error;
    if (error !== null && pending !== undefined) sums.refused.push(refusedLine(pending.line, error, titles));
  }
  sums.rows += part.length;
}
