import { readNow } from "#db/queries/clock/read-now.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { listItems } from "#db/queries/leavers/list-items.ts";
import { loadClosure } from "#db/queries/leavers/load-closure.ts";
import { loadReads } from "#db/queries/leavers/load-reads.ts";
import { type CaseMove, moveCases, settleNext } from "#db/queries/leavers/move-cases.ts";
import { type SettlingCase, takeSettling } from "#db/queries/leavers/take-settling.ts";
import { addSteps, type NewStep } from "#db/queries/steps/add-steps.ts";
import { credentialSystems } from "#db/queries/systems/credential-systems.ts";
import { heldListings } from "#db/queries/systems/listing-state.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { type DurationMicros, type Instant, plus } from "#lib/core/instant.ts";
import { WATCH_EVERY } from "#lib/core/leaver/closing-read.ts";
import { leaverTag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { accountableText } from "../_kit/actor.ts";
import { executeBatch } from "../_kit/batch.ts";
import { type Derived, deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { grouped } from "../_kit/grouped.ts";
import { lookAfter, matchWaiting } from "../_kit/record-matches.ts";
import { type CaseFacts, decideMove, moveEntry } from "./decide-move.ts";
import { goesOn, raised } from "./goes-on.ts";
import { readsAgain } from "./reads-again.ts";

const CASES_MAX = 100;

export interface SettleOptions {
  /** How long leavers are gathered before the reading that their closing asks for, so that one listing serves many. */
  readonly closingReadDelay: DurationMicros;
}

/**
 * Asks the gate of every case that may be over. The rows are locked and everything is derived from facts again, not
 * read from a projection: a case closes by itself when the gate allows, and reopens when access is back. Whatever is
 * open in a live case leaves here with somebody or something about it.
 * @returns how many cases were asked
 */
export function settleLeavers(ctx: Ctx, options: SettleOptions): Promise<number> {
  return executeBatch(ctx, async (tx) => {
    const cases = await takeSettling(tx, CASES_MAX);
    if (cases.length === 0) return { wrote: false, result: 0 };
    const now = await readNow(tx);
    const waiting = cases.filter((one) => one.state === "scheduled");
    const live = cases.filter((one) => one.state !== "scheduled");
    // What was read of somebody who still works here has verdicts too, whoever read it.
    const early = await deriveVerdicts(tx, await itemsOf(tx, waiting), ctx.newId);
    const settled = await settleLive(tx, ctx, live, now, options);
    const moves = [...waiting.flatMap((one) => opening(one, now, ctx.newId())), ...settled.moves];
    await moveCases(
      tx,
      moves.map(({ move }) => move),
      accountableText(ctx.actor),
    );
    await settleNext(
      tx,
      new Map([
        ...waiting.map((one) => [one.id, one.effectiveAt > now ? one.effectiveAt : null] as const),
        ...settled.next,
      ]),
    );
    // What ended while the case was still scheduled asked in vain: it is asked again now that it is open.
    await askToSettle(
      tx,
      waiting.filter((one) => one.effectiveAt <= now).map((one) => one.id),
    );
    const [first, ...rest] = [...early.entries, ...settled.entries, ...moves.map(({ entry }) => entry)];
    if (first === undefined) return { wrote: false, result: cases.length };
    const touches = ["leavers", ...cases.map((one) => leaverTag(one.id))] as const;
    return { wrote: true, result: cases.length, evidence: [first, ...rest], touches, wakes: settled.looks > 0 };
  });
}

async function itemsOf(tx: Tx, cases: readonly SettlingCase[]): Promise<readonly string[]> {
  return cases.length === 0
    ? []
    : listItems(
        tx,
        cases.map((one) => one.id),
      );
}

interface Moved {
  readonly move: CaseMove;
  readonly entry: Entry;
}

function opening(one: SettlingCase, now: Instant, transitionId: string): Moved[] {
  if (one.effectiveAt > now) return [];
  const move: CaseMove = {
    id: one.id,
    from: one.state,
    state: "open",
    event: "effective_time_reached",
    outcome: null,
    closedAt: null,
    transitionId,
  };
  return [{ move, entry: moveEntry(one, move, []) }];
}

async function settleLive(tx: Tx, ctx: Ctx, cases: readonly SettlingCase[], now: Instant, options: SettleOptions) {
  const caseIds = cases.map((one) => one.id);
  if (caseIds.length === 0) return { moves: [], entries: [], next: new Map<string, number | null>(), looks: 0 };
  const itemIds = await listItems(tx, caseIds);
  const claimed = await matchWaiting(tx, ctx, caseIds);
  const { derived, entries } = await deriveVerdicts(tx, itemIds, ctx.newId);
  await lookAfter(tx, ctx, claimed.looks, now);
  const closure = await loadClosure(tx, caseIds);
  const factsOf = await gather(tx, caseIds, { derived, closure, now });
  const again: NewStep[] = [];
  const moves: Moved[] = [];
  const next = new Map<string, number | null>();
  for (const one of cases) {
    const facts = factsOf(one);
    const move = decideMove(one, facts, ctx.newId());
    const more = readsAgain(one, { ...facts, closedAt: one.closedAt, delay: options.closingReadDelay }, ctx.newId);
    const readings = move === null ? more.steps : [];
    again.push(...readings, ...goesOn(one, facts, { state: move?.state ?? one.state, readings }, ctx.newId));
    if (move !== null) moves.push({ move, entry: moveEntry(one, move, facts.derived) });
    next.set(one.id, askAgainAt(one, move, more.nextAt, now));
  }
  const added = await addSteps(tx, again);
  const told = again.filter((step) => added.has(step.id)).flatMap(raised);
  const looks = again.length + claimed.looks.length;
  return { moves, entries: [...claimed.entries, ...entries, ...told], next, looks };
}

/** When a case must be asked again though nothing happens: at its effective end, or when its watch is due. */
function askAgainAt(one: SettlingCase, move: CaseMove | null, watchAt: Instant | null, now: Instant): Instant | null {
  if (now < one.effectiveAt) return one.effectiveAt;
  if (watchAt !== null || move === null || move.outcome === null) return watchAt;
  return plus(now, WATCH_EVERY);
}

interface Gathered {
  readonly derived: readonly Derived[];
  readonly closure: Awaited<ReturnType<typeof loadClosure>>;
  readonly now: Instant;
}

/** Everything that the cases' moves are decided from, one statement for all of them. */
async function gather(tx: Tx, caseIds: readonly string[], { derived, closure, now }: Gathered) {
  const byCase = grouped(derived, ({ item }) => item.caseId);
  const owners = new Map(closure.items.map((row) => [row.itemId, row.ownerIdentityId]));
  const steps = grouped(closure.steps, (row) => row.caseId);
  const held = grouped(await heldListings(tx, caseIds), (row) => row.caseId);
  const owned = grouped(await credentialSystems(tx, caseIds), (row) => row.caseId);
  const reads = grouped(await loadReads(tx, caseIds), (row) => row.caseId);
  return (one: SettlingCase): CaseFacts => ({
    derived: byCase.get(one.id) ?? [],
    owners,
    steps: steps.get(one.id) ?? [],
    reads: reads.get(one.id) ?? [],
    systemsHeld: (held.get(one.id) ?? []).map((row) => row.systemId),
    systemsOnCredential: (owned.get(one.id) ?? []).map((row) => row.systemId),
    now,
  });
}
