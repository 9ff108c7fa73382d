import type { Assignment } from "#db/queries/steps/assign-steps.ts";
import { findSiblings, type MatchingStep } from "#db/queries/steps/find-matching.ts";
import { type LockedStep, lockSteps } from "#db/queries/steps/lock-steps.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import type { SkipReason } from "#lib/core/ownership/suggest-owner.ts";
import type { RunCtx } from "../_kit/command.ts";
import { grouped } from "../_kit/grouped.ts";
import { assignedEntry, assignmentOf, hasEnded, type NewOwner } from "./assignment.ts";
import type { OwnerDecision } from "./decide-owner.ts";

/** Steps that stay as they are for one reason. */
export interface Skipped {
  readonly because: SkipReason;
  readonly steps: number;
}

export interface PlannedAssignment {
  readonly assignments: readonly Assignment[];
  readonly entries: readonly Entry[];
  readonly skipped: readonly Skipped[];
  readonly caseIds: readonly string[];
  readonly assigned: number;
}

/** Locks steps, and gives each the owner decided for it, unless it changed since it was read. Nothing is written yet. */
export async function planAssignment(
  tx: Tx,
  ctx: RunCtx,
  steps: readonly MatchingStep[],
  decisionOf: (step: MatchingStep) => OwnerDecision,
): Promise<PlannedAssignment> {
  const siblings = await findSiblings(
    tx,
    steps.flatMap((step) => step.itemId ?? []),
  );
  const locked = await lockSteps(
    tx,
    [...steps, ...siblings].map((step) => step.id),
  );
  const byId = new Map(locked.map((step) => [step.id, step]));
  const looks = grouped(siblings, (sibling) => sibling.itemId);
  const skips = new Map<SkipReason, number>();
  const given: { readonly step: LockedStep; readonly owner: NewOwner }[] = [];
  const caseIds = new Set<string>();
  let assigned = 0;
  for (const step of steps) {
    const decision = heldAs(step, byId.get(step.id)).length === 0 ? CHANGED : decisionOf(step);
    if (decision.kind === "skip") {
      skips.set(decision.because, (skips.get(decision.because) ?? 0) + 1);
      continue;
    }
    assigned += 1;
    caseIds.add(step.caseId);
    // The look of the same item goes with it.
    const ids = new Set([step.id, ...(looks.get(step.itemId ?? "") ?? []).map(({ id }) => id)]);
    const owner = { ownerId: decision.ownerId, reason: decision.because };
    given.push(...[...ids].flatMap((id) => heldAs(step, byId.get(id))).map((held) => ({ step: held, owner })));
  }
  return {
    assignments: given.map(({ step, owner }) => assignmentOf(step, owner, ctx.newId())),
    entries: given.map(({ step, owner }): Entry => assignedEntry(step, owner.ownerId, owner.reason ?? "assigned")),
    skipped: [...skips].map(([because, count]) => ({ because, steps: count })),
    caseIds: [...caseIds],
    assigned,
  };
}

const CHANGED = { kind: "skip", because: "changed_since" } as const;

/** Nothing where it ended, or somebody gave it another owner, between the reading and the lock. */
function heldAs(read: MatchingStep, held: LockedStep | undefined): LockedStep[] {
  return held === undefined || hasEnded(held) || held.ownerIdentityId !== read.ownerId ? [] : [held];
}
