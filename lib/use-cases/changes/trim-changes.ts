import { trimChanges as trim } from "#db/queries/change/trim-changes.ts";
import type { Ctx } from "#lib/runtime/context.ts";

/** Forgets what live screens no longer need. Evidence is elsewhere and stays. */
export function trimChanges(ctx: Ctx): Promise<void> {
  return trim(ctx.database);
}
