import { z } from "zod";
import { isPresent } from "#db/queries/identities/is-present.ts";
import { assignSteps as save } from "#db/queries/steps/assign-steps.ts";
import { type LockedStep, lockSteps } from "#db/queries/steps/lock-steps.ts";
import type { Tx } from "#db/tx.ts";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import { okUnless, refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { isOwnCase } from "../_kit/own-case.ts";
import { assignedEntry, assignmentOf, hasEnded } from "./assignment.ts";

const input = z.strictObject({
  /** `version`: as read; the command's own expected version counts for a single step that names none. */
  steps: z
    .array(z.strictObject({ id: z.uuid(), version: z.int().min(1).optional() }))
    .min(1)
    .max(200),
  ownerId: z.uuid().meta({ description: "Identity of the new owner." }),
});

export interface StepsAssigned {
  readonly assigned: number;
  readonly caseIds: readonly string[];
}

/**
 * Gives steps an owner: all of them or none. The leaver, and anybody who has left, cannot own a step; nor does anybody
 * choose who works on their own case.
 */
export const assignSteps = defineCommand<z.output<typeof input>, StepsAssigned>({
  name: "step.assign",
  input,
  permission: "step:assign",
  touches: (_input, { caseIds }) => ["leavers", "steps", ...caseIds.map(leaverTag)],
  run: async (tx, ctx, { steps, ownerId }) => {
    const locked = await lockSteps(
      tx,
      steps.map((step) => step.id),
    );
    const single = steps.length === 1 ? (ctx.expectedVersion ?? undefined) : undefined;
    const versions = new Map(steps.map((step) => [step.id, step.version ?? single]));
    const refusals = [...(await ownerRefusals(tx, ownerId)), ...stepRefusals(ctx.actor, locked, versions, ownerId)];
    const may = okUnless(undefined, refusals);
    if (!may.ok) return may;
    const [first, ...rest] = locked.map((step) => assignedEntry(step, ownerId, "assigned"));
    if (first === undefined) return refused(domainError("not_found"));
    const assignments = locked.map((step) => assignmentOf(step, { ownerId, reason: "assigned" }, ctx.newId()));
    await save(tx, assignments, { by: accountableText(ctx.actor), batchId: null });
    const caseIds = [...new Set(locked.flatMap((step) => step.caseId ?? []))];
    return done({ assigned: locked.length, caseIds }, [first, ...rest]);
  },
});

async function ownerRefusals(tx: Tx, ownerId: string): Promise<DomainError[]> {
  return (await isPresent(tx, ownerId)) ? [] : [domainError("owner_unknown", { path: "ownerId" })];
}

function stepRefusals(
  actor: Actor,
  locked: readonly LockedStep[],
  versions: ReadonlyMap<string, number | undefined>,
  ownerId: string,
): DomainError[] {
  const found = new Set(locked.map((step) => step.id));
  const refusals = [...versions.keys()]
    .filter((id) => !found.has(id))
    .map((id) => domainError("not_found", { path: `steps.${id}` }));
  for (const step of locked) {
    const path = `steps.${step.id}`;
    const version = versions.get(step.id);
    if (version !== undefined && version !== step.version) refusals.push(domainError("version_conflict", { path }));
    if (hasEnded(step)) refusals.push(domainError("transition_refused", { path }));
    if (step.subjectId === ownerId || isOwnCase(actor, step.subjectId))
      refusals.push(domainError("own_case", { path }));
  }
  return refusals;
}
