import type { DomainError } from "#lib/core/errors.ts";
import type { Reasons } from "#lib/core/result.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { inChunks } from "../_kit/in-chunks.ts";
import type { ClaimRowResult } from "./claim-row.ts";
import { ROWS_PER_TRANSACTION, recordToolClaims } from "./record-tool-claims.ts";

export interface ClaimsTaken {
  readonly results: readonly ClaimRowResult[];
  readonly matched: number;
  /** Rows that are kept and about nothing yet. */
  readonly waiting: number;
  readonly duplicates: number;
  readonly refused: number;
}

/**
 * Records any number of tools' claims, a transaction for every 500 rows.
 * @param key idempotency key of the whole batch
 */
export async function recordClaimsInChunks(
  ctx: Ctx,
  claims: readonly unknown[],
  key: string | null,
): Promise<
  { readonly ok: true; readonly value: ClaimsTaken } | { readonly ok: false; readonly reasons: Reasons<DomainError> }
> {
  const recorded = await inChunks(ctx, {
    command: recordToolClaims,
    rows: claims,
    rowsMax: ROWS_PER_TRANSACTION,
    toInput: (part, first) => ({ claims: part, first }),
    key,
  });
  if (!recorded.ok) return recorded;
  const results = recorded.value;
  const count = (status: ClaimRowResult["status"]) => results.filter((row) => row.status === status).length;
  return {
    ok: true,
    value: {
      results,
      matched: count("matched"),
      waiting: count("waiting"),
      duplicates: count("duplicate"),
      refused: count("refused"),
    },
  };
}
