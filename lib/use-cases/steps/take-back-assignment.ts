import { z } from "zod";
import { assignSteps } from "#db/queries/steps/assign-steps.ts";
import { type BatchStep, findBatch } from "#db/queries/steps/find-batch.ts";
import { type LockedStep, lockSteps } from "#db/queries/steps/lock-steps.ts";
import { domainError } from "#lib/core/errors.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { isOwnCase } from "../_kit/own-case.ts";
import { assignedEntry, assignmentOf, hasEnded, type NewOwner } from "./assignment.ts";

const input = z.strictObject({ batchId: z.uuid() });

export interface AssignmentTakenBack {
  readonly restored: number;
  /** Steps that ended or that somebody assigned since: they stay as they are. */
  readonly kept: number;
  readonly caseIds: readonly string[];
}

/**
 * Gives the steps of one act back to whom they were before, or to nobody. Both the act and this stay in the record.
 * Whoever had left meanwhile gets nothing back: such a step has no owner.
 */
export const takeBackAssignment = defineCommand<z.output<typeof input>, AssignmentTakenBack>({
  name: "step.take_back_assignment",
  input,
  permission: "step:assign",
  touches: (_input, { caseIds }) => ["leavers", "steps", "systems", ...caseIds.map(leaverTag)],
  run: async (tx, ctx, { batchId }) => {
    const before = new Map((await findBatch(tx, batchId)).map((step) => [step.stepId, step]));
    if (before.size === 0) return refused(domainError("not_found"));
    const locked = await lockSteps(tx, [...before.keys()]);
    const restorable = locked.flatMap((step) => {
      const was = before.get(step.id);
      const changed = was === undefined || !was.last || hasEnded(step) || step.ownerIdentityId !== was.ownerId;
      return changed || isOwnCase(ctx.actor, step.subjectId) ? [] : [{ step, owner: ownerBefore(was) }];
    });
    const [first, ...rest] = restorable.map(({ step, owner }) => assignedEntry(step, owner.ownerId, "taken_back"));
    if (first === undefined) return refused(domainError("transition_refused", { sentence: NOTHING_LEFT }));
    await assignSteps(
      tx,
      restorable.map(({ step, owner }) => assignmentOf(step, owner, ctx.newId())),
      { by: accountableText(ctx.actor), batchId: null, reason: "taken_back" },
    );
    const caseIds = [...new Set(restorable.flatMap(({ step }) => step.caseId ?? []))];
    // A look that went with its item's step is not counted beside it.
    const itemsOf = (steps: readonly LockedStep[]) => new Set(steps.map((step) => step.itemId ?? step.id)).size;
    const restored = itemsOf(restorable.map(({ step }) => step));
    return done({ restored, kept: itemsOf(locked) - restored, caseIds }, [first, ...rest]);
  },
});

const NOTHING_LEFT =
  "Each of these steps ended or was assigned again since. They stay as they are. Assign them anew where that is wrong.";

function ownerBefore({ previousOwnerId, previousReason, previousPresent }: BatchStep): NewOwner {
  return previousPresent ? { ownerId: previousOwnerId, reason: previousReason } : { ownerId: null, reason: null };
}
