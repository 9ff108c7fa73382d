import type { DomainError } from "#lib/core/errors.ts";
import type { Reasons } from "#lib/core/result.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { execute } from "../_kit/execute.ts";
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
 * Records any number of events, a transaction for every 500 rows. Each row is taken whole or not at all; sent again after
 * a break, rows already taken are recognised.
 * @param key idempotency key of the whole batch; every part has its own, made from it
 */
export async function recordInChunks(
  ctx: Ctx,
  events: readonly unknown[],
  key: string | null,
): Promise<
  { readonly ok: true; readonly value: BatchRecorded } | { readonly ok: false; readonly reasons: Reasons<DomainError> }
> {
  const results: EventRowResult[] = [];
  for (let first = 0; first < events.length; first += ROWS_PER_TRANSACTION) {
    const part = events.slice(first, first + ROWS_PER_TRANSACTION);
    const outcome = await execute(
      ctx,
      recordLifecycleEvents,
      { events: part, first, asked: events.length - first },
      { idempotencyKey: key === null ? null : `${key}#${first}` },
    );
    if (!outcome.ok) return outcome;
    results.push(...outcome.result.results);
  }
  return { ok: true, value: summed(results) };
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
