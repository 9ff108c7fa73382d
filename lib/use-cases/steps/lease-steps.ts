import { addClaims, type NewClaim } from "#db/queries/facts/add-claims.ts";
import { type LeasedStep, type LeaseRequest, leaseSteps as lease } from "#db/queries/steps/lease-steps.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { accountableText } from "../_kit/actor.ts";
import { executeBatch } from "../_kit/batch.ts";

export type { LeasedStep } from "#db/queries/steps/lease-steps.ts";

/**
 * Takes steps from the queue. The intent of each act is a fact before its call goes out: whatever happens to this
 * worker afterwards, an attempt that may have reached the target is known.
 */
export function leaseSteps(ctx: Ctx, request: LeaseRequest): Promise<readonly LeasedStep[]> {
  return executeBatch(ctx, async (tx) => {
    const steps = await lease(tx, request);
    const acts = steps.flatMap((step) => (step.kind === "act" && step.itemId && step.caseId ? [step] : []));
    const claims: NewClaim[] = acts.map((step) => ({
      id: ctx.newId(),
      // Filtered to steps with an item and a case just above.
      itemId: step.itemId ?? "",
      caseId: step.caseId ?? "",
      systemId: step.systemId,
      stepId: step.id,
      state: "attempted",
      source: "connector",
      actor: accountableText(ctx.actor),
      note: null,
      at: null,
      rawBlobId: null,
    }));
    await addClaims(tx, claims);
    const [first, ...rest] = acts.map(attempted);
    if (first === undefined) return { wrote: false, result: steps };
    return { wrote: true, result: steps, evidence: [first, ...rest], touches: [] };
  });
}

function attempted(step: LeasedStep): Entry {
  return {
    kind: "step.attempted",
    caseId: step.caseId === null ? null : idOf<"case">(step.caseId),
    data: { step: idOf<"step">(step.id), fence: step.fence, epoch: step.epoch },
  };
}
