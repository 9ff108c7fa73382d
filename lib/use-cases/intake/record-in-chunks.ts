import type { DomainError } from "#lib/core/errors.ts";
import type { Reasons } from "#lib/core/result.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { inChunks } from "../_kit/in-chunks.ts";
import type { EventRowResult } from "./event-row.ts";
import { ROWS_PER_TRANSACTION, recordLifecycleEvents } from "./record-lifecycle-events.ts";

export interface BatchRecorded {
  readonly results: readonly EventRowResult[];
  readonly accepted: number;
  readonly duplicates: number;
  readonly refused: number;
  /** Rows that are kept and wait, because their source is held. */
  readonly held: number;
}

/**
 * Records any number of events, a transaction for every 500 rows.
 * @param key idempotency key of the whole batch
 */
export async function recordInChunks(
  ctx: Ctx,
  events: readonly unknown[],
  key: string | null,
): Promise<
  { readonly ok: true; readonly value: BatchRecorded } | { readonly ok: false; readonly reasons: Reasons<DomainError> }
> {
  const recorded = await inChunks(ctx, {
    command: recordLifecycleEvents,
    rows: events,
    rowsMax: ROWS_PER_TRANSACTION,
    toInput: (part, first) => ({ events: part, first, asked: events.length - first }),
    key,
  });
  return recorded.ok ? { ok: true, value: summed(recorded.value) } : recorded;
}

/** Counts what became of the rows. */
export function summed(results: readonly EventRowResult[]): BatchRecorded {
  const count = (status: EventRowResult["status"]) => results.filter((row) => row.status === status).length;
  return {
    results,
    accepted: count("accepted"),
    duplicates: count("duplicate"),
    refused: count("refused"),
    held: results.filter((row) => row.held).length,
  };
}
