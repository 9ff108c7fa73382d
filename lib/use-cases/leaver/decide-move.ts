import type { ClosureStepRow } from "#db/queries/leavers/load-closure.ts";
import type { ReadRow } from "#db/queries/leavers/load-reads.ts";
import type { CaseMove } from "#db/queries/leavers/move-cases.ts";
import type { SettlingCase } from "#db/queries/leavers/take-settling.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import type { VerdictKey } from "#lib/core/access/verdict-key.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { type IdentityId, idOf } from "#lib/core/ids.ts";
import type { Instant } from "#lib/core/instant.ts";
import { type CaseState, isClosed } from "#lib/core/leaver/case-state.ts";
import { needsReading, WATCH } from "#lib/core/leaver/closing-read.ts";
import type { ClosureFacts } from "#lib/core/leaver/closure-facts.ts";
import { closure } from "#lib/core/leaver/closure-gate.ts";
import { headline } from "#lib/core/leaver/headline.ts";
import { gateEvent } from "#lib/core/leaver/outcome.ts";
import { type CaseEvent, transition } from "#lib/core/leaver/transitions.ts";
import type { Derived } from "../_kit/derive-verdicts.ts";

/** Everything of one case that its move is decided from. */
export interface CaseFacts {
  readonly derived: readonly Derived[];
  readonly owners: ReadonlyMap<string, string | null>;
  readonly steps: readonly ClosureStepRow[];
  /** How each connected system was read. */
  readonly reads: readonly ReadRow[];
  /** Systems of which a listing is held for a person. */
  readonly systemsHeld: readonly string[];
  /** Systems whose connector signs in with a credential of the leaver. */
  readonly systemsOnCredential: readonly string[];
  readonly now: Instant;
}

/** A move, to a state of the core's. */
export interface DecidedMove extends CaseMove {
  readonly state: CaseState;
}

/** Where the case goes from here by itself; null = it stays. */
export function decideMove(one: SettlingCase, facts: CaseFacts, transitionId: string): DecidedMove | null {
  const event = isClosed(one.state) ? returned(one, facts) : gate(one, facts);
  if (event === null) return null;
  const next = transition(one.state, event);
  if (!next.ok || next.value === one.state) return null;
  const closed = isClosed(next.value);
  return {
    id: one.id,
    from: one.state,
    state: next.value,
    event,
    outcome: closed ? (event === "watch_ended" ? one.outcome : next.value) : null,
    closedAt: closed ? (one.closedAt ?? facts.now) : null,
    transitionId,
  };
}

function gate(one: SettlingCase, facts: CaseFacts): CaseEvent | null {
  const decided = closure(closureFacts(one, facts));
  return decided.ok ? gateEvent(decided.value) : null;
}

/** Open verdicts that say nothing about access being back: nobody looked, or nobody could. */
const SAYS_NOTHING: ReadonlySet<VerdictKey> = new Set(["cannot_check", "expires_by", "self_checked"]);

/** A closed case: access is back or was missed, a permission ended, or its watch is over. */
function returned(one: SettlingCase, { derived, now }: CaseFacts): CaseEvent | null {
  const open = derived.filter(({ verdict }) => !PASSING.has(verdict.key));
  const ended = closedByException(one) ? open.filter(isOpenAgain) : [];
  const others = open.filter((found) => !ended.includes(found));
  if (others.some(({ verdict }) => !SAYS_NOTHING.has(verdict.key))) return "access_returned";
  if (ended.length > 0) return "exception_ended";
  const over = one.state !== "archived" && one.closedAt !== null && now - one.closedAt > WATCH;
  return over ? "watch_ended" : null;
}

function closedByException({ state, outcome }: SettlingCase): boolean {
  return state === "closed_excepted" || (state === "archived" && outcome === "closed_excepted");
}

/** Open for no other reason than that it is permitted no longer: what was seen gone and came back did so by itself. */
function isOpenAgain({ verdict, permissionEnded }: Derived): boolean {
  return permissionEnded && verdict.key !== "came_back";
}

/** Facts of the gate, from rows read under the case's lock. */
export function closureFacts(
  one: SettlingCase,
  { derived, owners, steps, reads, systemsHeld, systemsOnCredential, now }: CaseFacts,
): ClosureFacts {
  return {
    state: one.state,
    effectiveAt: one.effectiveAt,
    inventoriedAt: one.inventoriedAt,
    systemsNotRead: reads.filter((read) => needsReading(read, one.effectiveAt)).map((read) => idOf(read.systemId)),
    systemsHeld: systemsHeld.map(idOf<"system">),
    systemsOnCredential: systemsOnCredential.map(idOf<"system">),
    items: derived.map(({ item, verdict }) => ({
      item: idOf(item.id),
      layer: item.layer,
      tier: item.tier,
      key: verdict.key,
      validUntil: verdict.validUntil,
      owner: ownerOf(owners.get(item.id)),
    })),
    steps: steps.map((step) => ({ step: idOf(step.id), kind: step.kind, leased: step.leased })),
    epoch: one.epoch,
    currentEpoch: one.epoch,
    now,
  };
}

function ownerOf(identityId: string | null | undefined): IdentityId | null {
  return identityId == null ? null : idOf(identityId);
}

/** The ledger entry of a move. */
export function moveEntry(one: SettlingCase, move: CaseMove, derived: readonly Derived[]): Entry {
  const caseId = idOf<"case">(one.id);
  if (move.outcome === null || move.event === "watch_ended") {
    return { kind: "leaver.state_changed", caseId, data: { from: move.from, event: move.event, to: move.state } };
  }
  const { verified, attested, excepted, open } = headline(derived.map(({ verdict }) => verdict.key));
  return {
    kind: "leaver.closed",
    caseId,
    data: { outcome: move.outcome, verified, attested, excepted, open },
  };
}
