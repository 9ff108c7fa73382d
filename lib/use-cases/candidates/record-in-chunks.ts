import type { DomainError } from "#lib/core/errors.ts";
import type { Reasons } from "#lib/core/result.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { inChunks } from "../_kit/in-chunks.ts";
import { recordSightings, SIGHTINGS_PER_TRANSACTION } from "./record-sightings.ts";
import type { SightingResult } from "./sighting-row.ts";

export interface SightingsTaken {
  readonly results: readonly SightingResult[];
  readonly kept: number;
  /** Rows of systems that the inventory names. */
  readonly listed: number;
  readonly duplicates: number;
  readonly refused: number;
}

/**
 * Records any number of sightings, a transaction for every 500 rows.
 * @param key idempotency key of the whole batch
 */
export async function recordSightingsInChunks(
  ctx: Ctx,
  sightings: readonly unknown[],
  key: string | null,
): Promise<
  { readonly ok: true; readonly value: SightingsTaken } | { readonly ok: false; readonly reasons: Reasons<DomainError> }
> {
  const recorded = await inChunks(ctx, {
    command: recordSightings,
    rows: sightings,
    rowsMax: SIGHTINGS_PER_TRANSACTION,
    toInput: (part, first) => ({ sightings: part, first }),
    key,
  });
  if (!recorded.ok) return recorded;
  const results = recorded.value;
  const count = (status: SightingResult["status"]) => results.filter((row) => row.status === status).length;
  const counts = {
    kept: count("kept"),
    listed: count("listed"),
    duplicates: count("duplicate"),
    refused: count("refused"),
  };
  return { ok: true, value: { results, ...counts } };
}
