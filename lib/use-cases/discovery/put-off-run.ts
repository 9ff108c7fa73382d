import { endSteps } from "#db/queries/steps/end-steps.ts";
import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { DurationMicros } from "#lib/core/instant.ts";
import { backoff } from "#lib/core/steps/backoff.ts";
import type { Ctx } from "#lib/runtime/context.ts";

/** Puts a run off that could not get on: the same page is asked for again later, by whoever comes. */
export async function putOffRun(ctx: Ctx, step: LeasedStep, now: number, wait: DurationMicros | null): Promise<void> {
  const notBefore = now + Math.max(wait ?? 0, backoff(step.attempts, Math.random()));
  await withTx(ctx.database, ALL_ROWS, "write", (tx) =>
    endSteps(tx, [{ id: step.id, fence: step.fence, state: "ready", notBefore, attempts: null, result: null }]),
  );
}
