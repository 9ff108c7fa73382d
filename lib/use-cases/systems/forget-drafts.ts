import { forgetOldDrafts } from "#db/queries/connections/find-draft.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { Ctx } from "#lib/runtime/context.ts";

/** Forgets drafts of connections that nobody touched for a day, with their secrets. */
export function forgetDrafts(ctx: Ctx): Promise<void> {
  return withTx(ctx.database, ALL_ROWS, "write", forgetOldDrafts);
}
