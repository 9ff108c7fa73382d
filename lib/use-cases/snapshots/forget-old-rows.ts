import { forgetOldRows as forget } from "#db/queries/snapshots/stage-rows.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { Ctx } from "#lib/runtime/context.ts";

/** Forgets rows of lists that nobody accepted for a day: names of people are not kept for a decision that never comes. */
export function forgetOldRows(ctx: Ctx): Promise<void> {
  return withTx(ctx.database, ALL_ROWS, "write", forget);
}
