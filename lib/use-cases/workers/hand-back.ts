import { handBackSteps } from "#db/queries/steps/hand-back-steps.ts";
import type { Ctx } from "#lib/runtime/context.ts";

/** A worker that may not call a target gives the steps for it to those that may. */
export function handBack(ctx: Ctx, workerId: string, stepIds: readonly string[]): Promise<void> {
  return handBackSteps(ctx.database, workerId, stepIds);
}
