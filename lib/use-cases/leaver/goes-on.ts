import type { SettlingCase } from "#db/queries/leavers/take-settling.ts";
import type { NewStep } from "#db/queries/steps/add-steps.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { isReviving } from "#lib/core/access/verdict/verified.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { type Instant, plus } from "#lib/core/instant.ts";
import { type CaseState, isLive } from "#lib/core/leaver/case-state.ts";
import { type GoOn, goOn, type OpenItem } from "#lib/core/steps/go-on.ts";
import type { Derived } from "../_kit/derive-verdicts.ts";
import { grouped } from "../_kit/grouped.ts";
import type { CaseFacts } from "./decide-move.ts";

/** Acts before looks, and a person's work behind what the worker carries out: they decide when. */
const PRIORITY = { act: 40, observe: 70, person: 90 } as const;

/** Where a case stands once it has moved. */
interface Standing {
  readonly state: CaseState;
  /** Readings that are asked for in the same breath. */
  readonly readings: readonly NewStep[];
}

/**
 * Steps for the open items of a live case that nobody and nothing is about, in the very transaction that sees them
 * open. They name no owner: the queue gives them the system's, else its deputy, else none, in red.
 */
export function goesOn(one: SettlingCase, facts: CaseFacts, standing: Standing, newId: () => string): NewStep[] {
  if (!isLive(standing.state)) return [];
  const openOf = openItems(facts, standing.readings);
  return facts.derived.flatMap((found): NewStep[] => {
    const next = goOn(openOf(found));
    return next === null ? [] : [stepOf(one, found, next, facts.now, newId())];
  });
}

/** That a step was raised by itself. Looks are told of by what they see. */
export function raised(step: NewStep): Entry[] {
  if (step.itemId === null || step.kind === "observe") return [];
  const data = { step: idOf<"step">(step.id), item: idOf<"item">(step.itemId), kind: step.kind };
  return [{ kind: "step.added", caseId: idOf<"case">(step.caseId), data }];
}

function openItems({ derived, steps, now }: CaseFacts, readings: readonly NewStep[]): (found: Derived) => OpenItem {
  const live = new Set(steps.map(({ itemId, kind }) => `${itemId} ${kind}`));
  const read = new Set([...steps, ...readings].flatMap((step) => (step.kind === "inventory" ? step.systemId : [])));
  const accounts = grouped(derived, ({ item }) => item.accountId ?? "");
  return ({ item, verdict, acts }) => {
    const has = (kind: string) => live.has(`${item.id} ${kind}`);
    const account = item.accountId === null ? [] : (accounts.get(item.accountId) ?? []);
    return {
      verdict: verdict.key,
      reason: verdict.reason,
      // With acting switched off nobody takes an act out of the queue: it is about nothing.
      live: { act: item.actingOn && has("act"), observe: has("observe"), person: has("person") },
      readAhead: item.accessId === null && read.has(item.systemId),
      siblingOpen: account.some((other) => isReviving(other.item.layer) && !PASSING.has(other.verdict.key)),
      mayLook: item.observe === "connector" && item.accessId !== null,
      mayAct: item.act === "connector" && item.mayAct && item.accessId !== null,
      acts,
      freshness: item.freshness,
      endsIn: verdict.until === null ? null : verdict.until - now,
    };
  };
}

function stepOf(
  { epoch, effectiveAt }: SettlingCase,
  { item }: Derived,
  next: NonNullable<GoOn>,
  now: Instant,
  id: string,
): NewStep {
  const { id: itemId, caseId, systemId, dueAt } = item;
  const waits = next.kind === "person";
  const at = waits ? now : plus(now, next.after);
  return {
    id,
    kind: next.kind,
    state: waits ? "waiting" : "ready",
    caseId,
    itemId,
    systemId,
    epoch,
    priority: PRIORITY[next.kind],
    // Nothing is touched before the effective end.
    notBefore: next.kind === "observe" ? at : Math.max(effectiveAt, at),
    dueAt,
    ownerIdentityId: null,
    ownerReason: null,
  };
}
