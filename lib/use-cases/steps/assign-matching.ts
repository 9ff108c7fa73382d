import { z } from "zod";
import { isPresent } from "#db/queries/identities/is-present.ts";
import { assignSteps } from "#db/queries/steps/assign-steps.ts";
import { countMatching, findMatching } from "#db/queries/steps/find-matching.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { assignTo, decideOwners } from "./decide-owner.ts";
import { planAssignment, type Skipped } from "./plan-assignment.ts";
import { cursorText, pickedInput, readStepCursor, whichSteps } from "./which-steps.ts";

/** Steps that one call assigns: as many as one transaction may hold locked while others wait. */
const STEPS_MAX = 500;

const input = z.strictObject({
  ...pickedInput,
  to: assignTo,
  seen: z
    .int()
    .min(0)
    .meta({ description: "How many match, as the preview says; after a first call, its `remaining`." }),
  after: z.string().max(200).optional().meta({ description: "`next` of the call before." }),
});

export interface MatchingAssigned {
  /** Names this act; with it the steps can be given back. */
  readonly batchId: string;
  readonly assigned: number;
  readonly skipped: readonly Skipped[];
  /** Steps that match and were not reached yet: call again with `next` until it is null. */
  readonly remaining: number;
  readonly next: string | null;
  readonly caseIds: readonly string[];
}

/**
 * Gives an owner to every step that matches, by the query and not by what is on a screen. Refuses when another number
 * matches than was seen. More than 500 are assigned call by call, each a whole: what is told as assigned is.
 */
export const assignMatching = defineCommand<z.output<typeof input>, MatchingAssigned>({
  name: "step.assign_matching",
  input,
  permission: "step:assign",
  touches: (_input, { caseIds }) => ["leavers", "steps", "systems", ...caseIds.map(leaverTag)],
  run: async (tx, ctx, which) => {
    const { to, seen } = which;
    const after = which.after === undefined ? null : readStepCursor(which.after);
    if (after === undefined) return refused(domainError("input_invalid", { path: "after" }));
    if (to.kind === "person" && !(await isPresent(tx, to.ownerId)))
      return refused(domainError("owner_unknown", { path: "to.ownerId" }));
    const { open } = whichSteps(ctx.actor, which);
    const count = await countMatching(tx, open, after);
    if (count !== seen)
      return refused(domainError("version_conflict", { path: "seen", sentence: moved(seen, count, "steps") }));
    const steps = await findMatching(tx, open, after, STEPS_MAX);
    const decisions = await decideOwners(
      tx,
      ctx.actor,
      to,
      steps.map((step) => step.systemId),
    );
    const { assignments, entries, skipped, caseIds, assigned } = await planAssignment(tx, ctx, steps, decisions.of);
    const batchId = ctx.newId();
    await assignSteps(tx, assignments, { by: accountableText(ctx.actor), batchId });
    const last = steps.length < count ? steps.at(-1) : undefined;
    const next = last === undefined ? null : cursorText(last);
    const act = { batch: batchId, matched: steps.length, assigned, skipped: steps.length - assigned };
    const whole: Entry = { kind: "steps.assigned", caseId: null, data: act };
    return done({ batchId, assigned, skipped, remaining: count - steps.length, next, caseIds }, [whole, ...entries]);
  },
});

/** That another number matches than was seen. */
export function moved(seen: number, count: number, what: "steps" | "items"): string {
  return `Now ${count} ${what} match, not the ${seen} you saw. Nothing was changed. Look at the new preview and decide again.`;
}
