import { z } from "zod";
import { isPresent } from "#db/queries/identities/is-present.ts";
import { assignSteps } from "#db/queries/steps/assign-steps.ts";
import { countMatching, findMatching, findSiblings, type MatchingStep } from "#db/queries/steps/find-matching.ts";
import { type LockedStep, lockSteps } from "#db/queries/steps/lock-steps.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import type { SkipReason } from "#lib/core/ownership/suggest-owner.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { grouped } from "../_kit/grouped.ts";
import { assignedEntry, assignmentOf, hasEnded, type NewOwner } from "./assignment.ts";
import { assignTo, decideOwners, type OwnerDecision, type OwnerDecisions } from "./decide-owner.ts";
import { cursorText, pickedInput, readStepCursor, whichSteps } from "./which-steps.ts";

/** Steps that one call assigns: as many as one transaction may hold locked while others wait. */
const STEPS_MAX = 500;

const input = z.strictObject({
  ...pickedInput,
  to: assignTo,
  seen: z.int().min(0).meta({ description: "How many the caller saw match; after a first call, its `remaining`." }),
  after: z.string().max(200).optional().meta({ description: "`next` of the call before." }),
});

export interface MatchingAssigned {
  /** Names this act; with it the steps can be given back. */
  readonly batchId: string;
  readonly assigned: number;
  readonly skipped: readonly { readonly because: SkipReason; readonly steps: number }[];
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
    if (count !== seen) return refused(domainError("version_conflict", { path: "seen", sentence: moved(seen, count) }));
    const steps = await findMatching(tx, open, after, STEPS_MAX);
    const decisions = await decideOwners(
      tx,
      ctx.actor,
      to,
      steps.map((step) => step.systemId),
    );
    const { assignments, entries, skipped, caseIds, assigned } = await plan(tx, ctx, steps, decisions);
    const batchId = ctx.newId();
    await assignSteps(tx, assignments, { by: accountableText(ctx.actor), batchId });
    const last = steps.length < count ? steps.at(-1) : undefined;
    const next = last === undefined ? null : cursorText(last);
    const act = { batch: batchId, matched: steps.length, assigned, skipped: steps.length - assigned };
    const whole: Entry = { kind: "steps.assigned", caseId: null, data: act };
    return done({ batchId, assigned, skipped, remaining: count - steps.length, next, caseIds }, [whole, ...entries]);
  },
});

function moved(seen: number, count: number): string {
  return `Now ${count} steps match, not the ${seen} you saw. Nothing was changed. Look at the new preview and decide again.`;
}

async function plan(tx: Tx, ctx: RunCtx, steps: readonly MatchingStep[], decisions: OwnerDecisions) {
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
    const decision = decide(step, byId.get(step.id), decisions);
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

function decide(step: MatchingStep, held: LockedStep | undefined, decisions: OwnerDecisions): OwnerDecision {
  return heldAs(step, held).length === 0 ? CHANGED : decisions.of(step);
}

const CHANGED = { kind: "skip", because: "changed_since" } as const;

/** Nothing where it ended, or somebody gave it another owner, between the reading and the lock. */
function heldAs(read: MatchingStep, held: LockedStep | undefined): LockedStep[] {
  return held === undefined || hasEnded(held) || held.ownerIdentityId !== read.ownerId ? [] : [held];
}
