import type { ContradictedItem } from "#db/queries/claims/find-contradicted-items.ts";
import { addSteps, type NewStep } from "#db/queries/steps/add-steps.ts";
import type { Assignment } from "#db/queries/steps/assign-steps.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import type { RunCtx } from "../_kit/command.ts";
import type { OwnerDecision } from "./decide-owner.ts";
import type { Skipped } from "./plan-assignment.ts";

/** Behind what the worker carries out: a person decides when. */
const PRIORITY = 90;

interface Raised {
  readonly step: NewStep;
  readonly item: ContradictedItem;
  readonly because: string;
}

/**
 * Raises a step for each open item that has none and for which somebody was decided on, and gives it to them. Where nobody
 * was, the item stays as it is. The caller holds the cases' locks and writes the assignments.
 */
export async function freshSteps(
  tx: Tx,
  ctx: RunCtx,
  items: readonly ContradictedItem[],
  decisionOf: (item: ContradictedItem) => OwnerDecision,
) {
  const skipped: Skipped[] = [];
  const raised = items.flatMap((item): Raised[] => {
    const decision = decisionOf(item);
    if (decision.kind === "assign") return [raise(item, decision, ctx.newId())];
    skipped.push({ because: decision.because, steps: 1 });
    return [];
  });
  const added = await addSteps(
    tx,
    raised.map(({ step }) => step),
  );
  // Another step of the item appeared meanwhile, raised by a worker.
  const [fresh, late] = [true, false].map((is) => raised.filter(({ step }) => added.has(step.id) === is));
  return {
    assignments: (fresh ?? []).map(({ step, because }) => assigned(step, because, ctx.newId())),
    entries: (fresh ?? []).flatMap(told),
    skipped: [...skipped, ...(late ?? []).map((): Skipped => ({ because: "changed_since", steps: 1 }))],
    caseIds: (fresh ?? []).map(({ step }) => step.caseId),
  };
}

type Assign = Extract<OwnerDecision, { readonly kind: "assign" }>;

function raise(item: ContradictedItem, { ownerId, because }: Assign, id: string): Raised {
  const { caseId, itemId, systemId, epoch, dueAt, effectiveAt } = item;
  const owner = { ownerIdentityId: ownerId, ownerReason: because };
  const plain = { kind: "person", state: "waiting", priority: PRIORITY, notBefore: effectiveAt } as const;
  return { item, because, step: { id, caseId, itemId, systemId, epoch, dueAt, ...plain, ...owner } };
}

/** It was nobody's before: taken back, the step stays and has no owner. */
function assigned({ id: stepId, ownerIdentityId: ownerId }: NewStep, reason: string, id: string): Assignment {
  return { id, stepId, ownerId, reason, previousOwnerId: null, previousReason: null };
}

function told({ step, item, because }: Raised): Entry[] {
  const [caseId, id] = [idOf<"case">(step.caseId), idOf<"step">(step.id)];
  return [
    { kind: "step.added", caseId, data: { step: id, item: idOf<"item">(item.itemId), kind: step.kind } },
    { kind: "step.assigned", caseId, data: { step: id, owner: step.ownerIdentityId, rule: because } },
  ];
}
