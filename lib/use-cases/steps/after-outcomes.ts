import type { NewStep } from "#db/queries/steps/add-steps.ts";
import type { StepEnd } from "#db/queries/steps/end-steps.ts";
import { VERDICT_GROUP } from "#lib/core/access/verdict-key.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { SECOND } from "#lib/core/instant.ts";
import { afterStep, type Next } from "#lib/core/steps/after-step.ts";
import type { Derived } from "../_kit/derive-verdicts.ts";
import { restoreRaised, restoreStep } from "../_kit/restore-step.ts";
import { claimStateOf } from "./claim-state.ts";
import type { StepOutcome } from "./outcome.ts";

/** A step to add, with the evidence that it was raised. */
export interface Follow {
  readonly step: NewStep;
  readonly entry: Entry | null;
}

/** What follows one carried-out step. */
export interface AfterOutcome {
  /** How the step leaves the queue, if the worker still holds it. */
  readonly end: StepEnd | null;
  readonly ifHeld: Follow | null;
  /** The lease went to another worker meanwhile. */
  readonly ifNotHeld: Follow | null;
}

/** Steps come in this order within a system: acts of the account first, looks after acts, people last. */
const PRIORITY = { act: 40, observe: 50, person: 90 } as const;

/** Applies the core's decision to each carried-out step. */
export function afterOutcomes(
  outcomes: readonly StepOutcome[],
  derived: readonly Derived[],
  now: number,
  newId: () => string,
): AfterOutcome[] {
  const byItem = new Map(derived.map((found) => [found.item.id, found]));
  return outcomes.flatMap((outcome): AfterOutcome[] => {
    const found = outcome.step.itemId === null ? undefined : byItem.get(outcome.step.itemId);
    if (found === undefined) return [];
    if (isOvertaken(outcome, found)) return [restored(outcome, now, newId)];
    if (outcome.elsewhere === true) return [{ end: anew(outcome, now), ifHeld: null, ifNotHeld: null }];
    const ifNotHeld = lookedAtAgain(found, now, newId);
    if (outcome.lost) return [{ end: null, ifHeld: null, ifNotHeld }];
    const next = decide(outcome, found, now);
    const step = followUp(outcome, found, next, now, newId);
    const entry = step !== null && next.kind === "person" ? handedOver(step, found) : null;
    return [{ end: endOf(outcome, next, now), ifHeld: step === null ? null : { step, entry }, ifNotHeld }];
  });
}

/** The case was cancelled, or opened again under another epoch, since the step was leased. */
function isOvertaken({ step }: StepOutcome, { item }: Derived): boolean {
  return item.cancelled || item.epoch !== step.epoch;
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

/**
 * Looked at again where the connection leads now, as if it had not been tried. An act is given up: it was planned for
 * what was found where the connection led before, and goes on only once that is found here.
 */
function anew({ step: { id, kind, fence, attempts } }: StepOutcome, now: number): StepEnd {
  if (kind === "act") return { id, fence, state: "cancelled", notBefore: null, attempts: null, result: null };
  return { id, fence, state: "ready", notBefore: now, attempts: attempts - 1, result: null };
}

function followUp({ step }: StepOutcome, found: Derived, next: Next, now: number, newId: () => string): NewStep | null {
  if (next.kind === "ended" || next.kind === "again") return null;
  const waits = next.kind === "person";
  // Nothing is touched before the effective end, also when somebody looked before it.
  const earliest = next.kind === "act" ? found.item.effectiveAt : now;
  return {
    id: newId(),
    kind: next.kind,
    state: waits ? "waiting" : "ready",
    caseId: found.item.caseId,
    itemId: found.item.id,
    systemId: found.item.systemId,
    epoch: step.epoch,
    priority: PRIORITY[next.kind],
    notBefore: waits ? now : Math.max(earliest, now + next.after),
    dueAt: found.item.dueAt,
    // The database fills in the system's owner, or leaves the step without one, in red.
    ownerIdentityId: null,
    ownerReason: null,
  };
}

/** A call that was in flight when its case ended may have taken away what was meant to stay: a person looks. */
function restored({ step, act }: StepOutcome, now: number, newId: () => string): AfterOutcome {
  const { id, fence, caseId, itemId, systemId, epoch } = step;
  const end = { id, fence, state: "cancelled", notBefore: null, attempts: null, result: null } as const;
  if (act === null || caseId === null || itemId === null) return { end, ifHeld: null, ifNotHeld: null };
  const raised = restoreStep({ caseId, itemId, systemId, epoch }, now, newId());
  // Whether or not the lease stands: the call went out.
  const follow = { step: raised, entry: restoreRaised(raised, itemId) };
  return { end, ifHeld: follow, ifNotHeld: follow };
}

/** Another worker has the step by now. What this one called is a fact that may be later than the other's look. */
function lookedAtAgain({ item, verdict }: Derived, now: number, newId: () => string): Follow | null {
  if (VERDICT_GROUP[verdict.key] !== "open" || item.observe !== "connector") return null;
  const { id: itemId, caseId, systemId, epoch, dueAt, freshness } = item;
  const plain = {
    priority: PRIORITY.observe,
    notBefore: now + freshness,
    dueAt,
    ownerIdentityId: null,
    ownerReason: null,
  };
  return {
    step: { id: newId(), kind: "observe", state: "ready", caseId, itemId, systemId, epoch, ...plain },
    entry: null,
  };
}

function handedOver(step: NewStep, found: Derived): Entry {
  return {
    kind: "step.handed_to_person",
    caseId: idOf<"case">(found.item.caseId),
    data: { step: idOf<"step">(step.id), because: found.verdict.reason },
  };
}
