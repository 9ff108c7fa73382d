import type { ClosureStepRow } from "#db/queries/leavers/load-closure.ts";
import type { SettlingCase } from "#db/queries/leavers/take-settling.ts";
import type { NewStep } from "#db/queries/steps/add-steps.ts";
import { type Instant, plus } from "#lib/core/instant.ts";
import { isLive } from "#lib/core/leaver/case-state.ts";
import type { Derived } from "../_kit/derive-verdicts.ts";

/** Reasons for which a fresh look may say what an old one cannot, or what nobody has looked at since a claim. */
const BY_A_LOOK: ReadonlySet<string> = new Set(["look_stale", "awaiting_look"]);

/** A look for each item of a live case that a look could settle and for which nothing is in the queue. */
export function looksAgain(
  cases: readonly SettlingCase[],
  derived: readonly Derived[],
  steps: readonly ClosureStepRow[],
  now: Instant,
  newId: () => string,
): NewStep[] {
  const live = new Map(cases.filter((one) => isLive(one.state)).map((one) => [one.id, one]));
  const queued = new Set(steps.filter((step) => step.kind !== "person").map((step) => step.itemId));
  return derived.flatMap(({ item, verdict }): NewStep[] => {
    const one = live.get(item.caseId);
    if (
      one === undefined ||
      !BY_A_LOOK.has(verdict.reason) ||
      item.observe !== "connector" ||
      item.accessId === null ||
      queued.has(item.id)
    )
      return [];
    const { caseId, systemId, dueAt } = item;
    return [
      {
        id: newId(),
        kind: "observe",
        state: "ready",
        caseId,
        itemId: item.id,
        systemId,
        epoch: one.epoch,
        priority: 70,
        notBefore: plus(now, item.freshness),
        dueAt,
        ownerIdentityId: null,
        ownerReason: null,
      },
    ];
  });
}
