import type { NewStep } from "#db/queries/steps/add-steps.ts";
import type { StepEnd } from "#db/queries/steps/end-steps.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { SECOND } from "#lib/core/instant.ts";
import { afterStep, type Next } from "#lib/core/steps/after-step.ts";
import type { Derived } from "../_kit/derive-verdicts.ts";
import { claimStateOf } from "./claim-state.ts";
import type { StepOutcome } from "./outcome.ts";

export interface AfterOutcomes {
  readonly ends: readonly StepEnd[];
  readonly steps: readonly NewStep[];
  readonly entries: readonly Entry[];
}

/** Steps come in this order within a system: acts of the account first, looks after acts, people last. */
const PRIORITY = { act: 40, observe: 50, person: 90 } as const;

/** Applies the core's decision to each carried-out step. */
export function afterOutcomes(
  outcomes: readonly StepOutcome[],
  derived: readonly Derived[],
  now: number,
  newId: () => string,
): AfterOutcomes {
  const byItem = new Map(derived.map((found) => [found.item.id, found]));
  const ends: StepEnd[] = [];
  const steps: NewStep[] = [];
  const entries: Entry[] = [];
  for (const outcome of outcomes) {
    const found = outcome.step.itemId === null ? undefined : byItem.get(outcome.step.itemId);
    if (outcome.lost) {
      restore(outcome, now, newId, steps, entries);
      continue;
    }
    if (found === undefined) continue;
    const next = decide(outcome, found, now);
    ends.push(endOf(outcome, next, now));
    const follow = followUp(outcome, found, next, now, newId);
    if (follow === null) continue;
    steps.push(follow);
    if (next.kind === "person") entries.push(handedOver(follow, found));
  }
  return { ends, steps, entries };
}

/** A paused step asks again after a second; the pause itself is the target's own. */
const PAUSED_AGAIN = SECOND;

function decide({ step, act, look, paused }: StepOutcome, found: Derived, now: number): Next {
  const { key, reason, until } = found.verdict;
  return afterStep({
    // Only act and observe steps come here.
    kind: step.kind === "act" ? "act" : "observe",
    claimed: act === null ? null : claimStateOf(act.result.outcome).state,
    looked: look === null ? null : lookedOf(look.look.presence),
    verdict: key,
    reason,
    attempts: step.attempts,
    attemptsMax: step.attemptsMax,
    acts: found.acts,
    endsIn: key === "expires_by" && until !== null ? until - now : null,
    retryAfter: act?.result.retryAfter ?? look?.look.retryAfter ?? (paused === true ? PAUSED_AGAIN : null),
    freshness: found.item.freshness,
    mayAct: found.item.act === "connector" && found.item.mayAct,
    random: Math.random(),
  });
}

function lookedOf(presence: string): "usable" | "gone" | "unknown" {
  if (presence === "active") return "usable";
  return presence === "unknown" ? "unknown" : "gone";
}

function endOf({ step }: StepOutcome, next: Next, now: number): StepEnd {
  const { id, fence } = step;
  if (next.kind !== "again") return { id, fence, state: "ended", notBefore: null, attempts: null, result: null };
  const attempts = next.counts ? null : step.attempts - 1;
  return { id, fence, state: "ready", notBefore: now + next.after, attempts, result: null };
}

function followUp({ step }: StepOutcome, found: Derived, next: Next, now: number, newId: () => string): NewStep | null {
  if (next.kind === "ended" || next.kind === "again") return null;
  const waits = next.kind === "person";
  return {
    id: newId(),
    kind: next.kind,
    state: waits ? "waiting" : "ready",
    caseId: found.item.caseId,
    itemId: found.item.id,
    systemId: found.item.systemId,
    epoch: step.epoch,
    priority: PRIORITY[next.kind],
    notBefore: waits ? now : now + next.after,
    dueAt: found.item.dueAt,
    // The database fills in the system's owner, or leaves the step without one, in red.
    ownerIdentityId: null,
    ownerReason: null,
  };
}

/** A call that was in flight when its case ended may have taken away what was meant to stay: a person looks. */
function restore(
  { step, act }: StepOutcome,
  now: number,
  newId: () => string,
  steps: NewStep[],
  entries: Entry[],
): void {
  if (act === null || step.caseId === null || step.itemId === null) return;
  const id = newId();
  const { caseId, itemId, systemId, epoch } = step;
  const plain = { priority: 10, notBefore: now, dueAt: now, ownerIdentityId: null, ownerReason: null };
  steps.push({ id, kind: "restore", state: "waiting", caseId, itemId, systemId, epoch, ...plain });
  entries.push({
    kind: "step.restore_raised",
    caseId: idOf<"case">(caseId),
    data: { step: idOf<"step">(id), item: idOf<"item">(itemId), epoch },
  });
}

function handedOver(step: NewStep, found: Derived): Entry {
  return {
    kind: "step.handed_to_person",
    caseId: idOf<"case">(found.item.caseId),
    data: { step: idOf<"step">(step.id), because: found.verdict.reason },
  };
}
