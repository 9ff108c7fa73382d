import { type Held, type Preflight, preflightSteps as preflight } from "#db/queries/steps/preflight-steps.ts";
import type { Ctx } from "#lib/runtime/context.ts";

export type { Held, Preflight } from "#db/queries/steps/preflight-steps.ts";

/** Checks leases, epochs and pauses immediately before calls go out, and reads the database's clock with them. */
export function preflightSteps(
  ctx: Ctx,
  held: readonly Held[],
): Promise<{ readonly now: number; readonly steps: ReadonlyMap<string, Preflight> }> {
  return preflight(ctx.database, held);
}
