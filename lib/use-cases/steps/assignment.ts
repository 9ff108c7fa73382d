import type { Assignment } from "#db/queries/steps/assign-steps.ts";
import type { LockedStep } from "#db/queries/steps/lock-steps.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";

/** A step's new owner and why; null: none any more. */
export interface NewOwner {
  readonly ownerId: string | null;
  readonly reason: string | null;
}

/** A locked step's assignment, with whose it was. */
export function assignmentOf(step: LockedStep, owner: NewOwner, id: string): Assignment {
  const { ownerIdentityId: previousOwnerId, ownerReason: previousReason } = step;
  return { id, stepId: step.id, ...owner, previousOwnerId, previousReason };
}

/** Evidence of one step's new owner. */
export function assignedEntry(step: LockedStep, owner: string | null, rule: string): Entry {
  // Ids read from the step's own row.
  const caseId = step.caseId === null ? null : idOf<"case">(step.caseId);
  return { kind: "step.assigned", caseId, data: { step: idOf<"step">(step.id), owner, rule } };
}

/** Whether nobody does anything for the step any more. */
export function hasEnded({ state }: Pick<LockedStep, "state">): boolean {
  return state === "ended" || state === "cancelled";
}
