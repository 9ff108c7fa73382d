import { addClaims, type NewClaim } from "#db/queries/facts/add-claims.ts";
import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { accountableText } from "./actor.ts";

/**
 * The intent of each act is a fact before its call goes out: whatever happens to this worker afterwards, an attempt that
 * may have reached the target is known. Call it where steps are leased. @returns the entries to append
 */
export async function recordAttempts(tx: Tx, ctx: Ctx, steps: readonly LeasedStep[]): Promise<readonly Entry[]> {
  const acts = steps.flatMap((step) =>
    step.kind === "act" && step.itemId !== null && step.caseId !== null
      ? [{ ...step, itemId: step.itemId, caseId: step.caseId }]
      : [],
  );
  const claims: NewClaim[] = acts.map((step) => ({
    id: ctx.newId(),
    itemId: step.itemId,
    caseId: step.caseId,
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
  return acts.map(({ id, caseId, fence, epoch }) => ({
    kind: "step.attempted",
    // Ids read from the step's own row.
    caseId: idOf<"case">(caseId),
    data: { step: idOf<"step">(id), fence, epoch },
  }));
}
