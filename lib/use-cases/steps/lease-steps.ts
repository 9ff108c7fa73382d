import { type LeaseRequest, leaseSteps as lease } from "#db/queries/steps/lease-steps.ts";
import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { recordAttempts } from "../_kit/attempts.ts";
import { executeBatch } from "../_kit/batch.ts";

export type { LeasedStep } from "#db/queries/steps/leased-details.ts";

/** Takes steps from the queue, with the intent of each act written down. */
export function leaseSteps(ctx: Ctx, request: LeaseRequest): Promise<readonly LeasedStep[]> {
  return executeBatch(ctx, async (tx) => {
    const steps = await lease(tx, request);
    const [first, ...rest] = await recordAttempts(tx, ctx, steps);
    if (first === undefined) return { wrote: false, result: steps };
    return { wrote: true, result: steps, evidence: [first, ...rest], touches: [] };
  });
}
