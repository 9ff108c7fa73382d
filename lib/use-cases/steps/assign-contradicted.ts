import { z } from "zod";
import { lockCases } from "#db/queries/cases/lock-cases.ts";
import {
  type ContradictedItem,
  countContradictedItems,
  loadContradictedItems,
  pageContradictedItems,
} from "#db/queries/claims/find-contradicted-items.ts";
import { isPresent } from "#db/queries/identities/is-present.ts";
import { assignSteps } from "#db/queries/steps/assign-steps.ts";
import type { MatchingStep } from "#db/queries/steps/find-matching.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { readClaimFilter } from "../_kit/claim-filter.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { type MatchingAssigned, moved } from "./assign-matching.ts";
import { assignTo, decideOwners } from "./decide-owner.ts";
import { freshSteps } from "./fresh-steps.ts";
import { contradictedInput, type PickedContradicted, pickContradicted } from "./pick-contradicted.ts";
import { planAssignment, type Skipped } from "./plan-assignment.ts";

/** Items that one call assigns: as many cases and steps as one transaction may hold locked while others wait. */
const ITEMS_MAX = 500;

const input = z.strictObject({
  ...contradictedInput,
  to: assignTo,
  seen: z
    .int()
    .min(0)
    .meta({ description: "How many items the caller saw match; after a first call, its `remaining`." }),
  after: z.uuid().optional().meta({ description: "`next` of the call before." }),
});

/**
 * Gives an owner to every item behind the contradicted claims that match, by the query and not by what is on a screen. An
 * open item none of whose steps is open gets a fresh one. Refuses when another number matches than was seen. More than
 * 500 are assigned call by call, each a whole: what is told as assigned is.
 */
export const assignContradicted = defineCommand<z.output<typeof input>, MatchingAssigned>({
  name: "step.assign_contradicted",
  input,
  permission: "step:assign",
  touches: (_input, { caseIds }) => ["leavers", "steps", "systems", ...caseIds.map(leaverTag)],
  run: async (tx, ctx, { claims, to, seen, after = null }) => {
    const filter = readClaimFilter(claims);
    if (!filter.ok) return filter;
    if (to.kind === "person" && !(await isPresent(tx, to.ownerId)))
      return refused(domainError("owner_unknown", { path: "to.ownerId" }));
    const count = await countContradictedItems(tx, filter.value, after);
    if (count !== seen)
      return refused(domainError("version_conflict", { path: "seen", sentence: moved(seen, count, "items") }));
    const page = await pageContradictedItems(tx, filter.value, after, ITEMS_MAX);
    // Under the cases' locks: none of them ends between the decision and the step that is raised for it.
    await lockCases(tx, [...new Set(page.map((item) => item.caseId))]);
    const items = await loadContradictedItems(
      tx,
      page.map((item) => item.itemId),
    );
    const decisions = await decideOwners(
      tx,
      ctx.actor,
      to,
      items.map((item) => item.systemId),
    );
    const picked = new Map(items.map((item) => [item.itemId, pickContradicted(decisions, to, item)]));
    const batchId = ctx.newId();
    const { assigned, skipped, caseIds, entries } = await give(tx, ctx, { items, picked, batchId });
    const act = { batch: batchId, matched: items.length, assigned, skipped: items.length - assigned };
    const whole: Entry = { kind: "steps.assigned", caseId: null, data: act };
    const next = page.length < count ? (page.at(-1)?.itemId ?? null) : null;
    const told = { batchId, assigned, skipped, remaining: count - page.length, next, caseIds };
    return done(told, [whole, ...entries]);
  },
});

interface ToGive {
  readonly items: readonly ContradictedItem[];
  readonly picked: ReadonlyMap<string, PickedContradicted>;
  readonly batchId: string;
}

async function give(tx: Tx, ctx: RunCtx, { items, picked, batchId }: ToGive) {
  const by = (kind: PickedContradicted["by"]) => items.filter((item) => picked.get(item.itemId)?.by === kind);
  const decisionOf = ({ itemId }: { readonly itemId: string | null }) => picked.get(itemId ?? "")?.decision ?? CHANGED;
  const open = await planAssignment(tx, ctx, by("open_step").flatMap(asStep), decisionOf);
  const fresh = await freshSteps(tx, ctx, by("fresh_step"), decisionOf);
  const assignments = [...open.assignments, ...fresh.assignments];
  await assignSteps(tx, assignments, { by: accountableText(ctx.actor), batchId });
  const over = by("skip").flatMap((item): Skipped[] => {
    const decision = decisionOf(item);
    return decision.kind === "skip" ? [{ because: decision.because, steps: 1 }] : [];
  });
  return {
    assigned: open.assigned + fresh.assignments.length,
    skipped: summed([...open.skipped, ...fresh.skipped, ...over]),
    caseIds: [...new Set([...open.caseIds, ...fresh.caseIds])],
    entries: [...open.entries, ...fresh.entries],
  };
}

const CHANGED = { kind: "skip", because: "changed_since" } as const;

function asStep({ stepId, ...item }: ContradictedItem): MatchingStep[] {
  return stepId === null ? [] : [{ ...item, id: stepId }];
}

function summed(skipped: readonly Skipped[]): Skipped[] {
  const sums = new Map<Skipped["because"], number>();
  for (const { because, steps } of skipped) sums.set(because, (sums.get(because) ?? 0) + steps);
  return [...sums].map(([because, steps]) => ({ because, steps }));
}
