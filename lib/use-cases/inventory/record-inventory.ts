import { pauseTargets } from "#db/queries/budget/pause-targets.ts";
import { lockCases, type Standing } from "#db/queries/cases/lock-cases.ts";
import { dateItems, type ReadWhole } from "#db/queries/inventory/date-items.ts";
import { finishInventories } from "#db/queries/inventory/finish-inventories.ts";
import { listItemsOf } from "#db/queries/inventory/list-items-of.ts";
import { type InventoryScope, type LayerScope, loadScope } from "#db/queries/inventory/load-scope.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { settleWithin } from "#db/queries/leavers/settle-within.ts";
import { endSteps, type StepEnd } from "#db/queries/steps/end-steps.ts";
import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import type { CaseId } from "#lib/core/ids.ts";
import { backoff, boundedPause } from "#lib/core/steps/backoff.ts";
import { leaverTag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { executeBatch } from "../_kit/batch.ts";
import { atFormerPlace, droppedEntry } from "../_kit/former-place.ts";
import { planEntries } from "../_kit/inventory/entries.ts";
import { recordFound } from "../_kit/inventory/found.ts";
import { type FoundAccess, isConnected, planSystem } from "../_kit/inventory/plan.ts";
import { writePlans } from "../_kit/inventory/write-plans.ts";
import { recordLooks } from "./looks.ts";
import type { InventoryResult } from "./result.ts";
import { type Hands, takeActs } from "./take-acts.ts";

export interface InventoryRecorded {
  /** Acts of the plan that the worker holds already: it may go on with them at once. */
  readonly taken: readonly LeasedStep[];
  /** Items that the reading concerns: their verdicts are derived next, see `deriveItems`. */
  readonly itemIds: readonly string[];
}

/** Verdicts are derived beside the acts; a worker that dies before leaves them to another within this. */
const DERIVED_WITHIN_SECONDS = 10;

/**
 * Writes what inventories found: accounts and access (which exist without any case), the looks that found them, and the
 * items and steps of the plan. A read that was not complete is tried again; what it found is kept, and nothing is
 * concluded from what it did not find. Verdicts are not derived here: the acts need not wait for them.
 */
export function recordInventory(
  ctx: Ctx,
  brought: readonly InventoryResult[],
  hands: Hands,
): Promise<InventoryRecorded> {
  return executeBatch(ctx, async (tx) => {
    const { results, dropped } = await atHand(tx, brought);
    const { read, told } = await recordRead(
      tx,
      ctx,
      results.filter((result) => !triesAgain(result)),
    );
    const caseIds = [...new Set(results.flatMap(({ step }) => step.caseId ?? []))];
    // Locked as late as can be: what belongs to no case is written beside other transactions of the same case.
    const standings = await lockCases(tx, caseIds);
    const current = new Set(results.filter((result) => isCurrent(result, standings)));
    const now = Math.max(...results.map((result) => result.endedAt));
    const ends = results.map((result) => (current.has(result) ? endOf(result, now) : overtaken(result)));
    // Sent together, carried out in order. A target that asked for a pause is not called by the acts that follow.
    const [held] = await Promise.all([endSteps(tx, ends), pauseTargets(tx, pausesOf(results))]);
    const planned = read.filter(({ result }) => current.has(result) && held.has(result.step.id));
    const written = await recordPlans(tx, ctx, { read, planned, standings }, hands);
    await Promise.all([
      finishInventories(tx, caseIds),
      askToSettle(tx, caseIds),
      settleWithin(tx, written.itemIds.length === 0 ? [] : caseIds, DERIVED_WITHIN_SECONDS),
    ]);
    const notReadYet = results.filter((result) => triesAgain(result) && held.has(result.step.id)).map(notRead);
    const result = { taken: written.taken, itemIds: written.itemIds };
    const [first, ...rest] = [...dropped, ...told, ...written.entries, ...notReadYet];
    if (first === undefined) return { wrote: false, result };
    const touches = ["leavers", ...caseIds.map(leaverTag)] as const;
    return { wrote: true, result, evidence: [first, ...rest], touches, wakes: written.waiting };
  });
}

interface AtHand {
  readonly results: readonly InventoryResult[];
  readonly dropped: readonly Entry[];
}

/**
 * Leaves out what was read where a connection led before: nobody has an account there that counts. Its step was given up
 * when the connection was pointed elsewhere, and another one asks anew; one that was not is put back here.
 */
async function atHand(tx: Tx, brought: readonly InventoryResult[]): Promise<AtHand> {
  const steps = brought.map(({ step }) => step);
  const former = await atFormerPlace(tx, steps);
  if (former.size === 0) return { results: brought, dropped: [] };
  const left = steps.filter((step) => former.has(step.id));
  const again = { state: "ready", notBefore: null, result: null } as const;
  await endSteps(
    tx,
    left.map(({ id, fence, attempts }) => ({ id, fence, attempts: attempts - 1, ...again })),
  );
  return {
    results: brought.filter(({ step }) => !former.has(step.id)),
    dropped: brought.flatMap(({ step, read }) =>
      former.has(step.id) ? droppedEntry(step, false, read.exchanges) : [],
    ),
  };
}

/** Neither cancelled nor opened again under another epoch since the step was leased. */
function isCurrent({ step }: InventoryResult, standings: ReadonlyMap<string, Standing>): boolean {
  const standing = standings.get(step.caseId ?? "");
  return standing !== undefined && !standing.cancelled && standing.epoch === step.epoch;
}

function overtaken({ step: { id, fence } }: InventoryResult): StepEnd {
  return { id, fence, state: "cancelled", notBefore: null, attempts: null, result: null };
}

function triesAgain({ complete, final, neverWhole, step, retryAfter }: InventoryResult): boolean {
  return !complete && !final && !neverWhole && (retryAfter !== null || step.attempts < step.attemptsMax);
}

/** What one reading left, whatever becomes of its case. */
interface Read {
  readonly result: InventoryResult;
  readonly scope: InventoryScope;
  readonly access: readonly FoundAccess[];
}

/** Accounts, access and looks exist without any case: what was read is kept, also when the case has ended meanwhile. */
async function recordRead(
  tx: Tx,
  ctx: Ctx,
  results: readonly InventoryResult[],
): Promise<{ readonly read: readonly Read[]; readonly told: readonly Entry[] }> {
  if (results.length === 0) return { read: [], told: [] };
  const scopes = await loadScope(
    tx,
    results.map(({ step }) => step.caseId ?? ""),
    results.map(({ step }) => step.systemId),
  );
  const found = await recordFound(tx, ctx, results, scopes);
  const looks = await recordLooks(tx, ctx, results, found.byResult, scopes);
  const read = results.flatMap((result, at): Read[] => {
    const scope = scopes[at];
    return scope === undefined ? [] : [{ result, scope, access: found.byResult[at] ?? [] }];
  });
  return { read, told: [...found.entries, ...looks] };
}

interface Readings {
  readonly read: readonly Read[];
  /** Those that may add items and steps to their case. */
  readonly planned: readonly Read[];
  readonly standings: ReadonlyMap<string, Standing>;
}

interface Written extends InventoryRecorded {
  readonly entries: readonly Entry[];
  /** Steps were added that wait for a worker. */
  readonly waiting: boolean;
}

async function recordPlans(tx: Tx, ctx: Ctx, { read, planned, standings }: Readings, hands: Hands): Promise<Written> {
  const plans = planned.map(({ result, scope: before, access }) => {
    // As the lock found it: the end may have been moved since the scope was read.
    const scope = { ...before, effectiveAt: standings.get(before.caseId)?.effectiveAt ?? before.effectiveAt };
    const shows = (layer: LayerScope) => isConnected(layer) && !result.unread.includes(layer.layer);
    return { result, scope, plan: planSystem(scope, access, { ...result, shows }, ctx.newId) };
  });
  const { added, steps, queued } = await writePlans(
    tx,
    plans.map(({ plan }) => plan),
  );
  const [acts, dated, seen] = await Promise.all([
    takeActs(tx, ctx, { steps, queued }, hands),
    dateItems(
      tx,
      planned.flatMap(({ result }) => readWhole(result)),
    ),
    listItemsOf(
      tx,
      read.flatMap(({ result }) => pairOf(result)),
    ),
  ]);
  return {
    taken: acts.taken,
    waiting: acts.waiting,
    itemIds: [...new Set([...added, ...dated, ...seen])],
    entries: [...plans.flatMap((each) => planEntries(each, added)), ...acts.entries],
  };
}

function pairOf({ step }: InventoryResult): { caseId: string; systemId: string }[] {
  return step.caseId === null ? [] : [{ caseId: step.caseId, systemId: step.systemId }];
}

/** A read to the end dates what an earlier, partial one had left undated. */
function readWhole({ step, complete, endedAt, unread }: InventoryResult): ReadWhole[] {
  if (!complete || step.caseId === null) return [];
  return [{ caseId: step.caseId, systemId: step.systemId, endedAt, layers: null, unread }];
}

function endOf(result: InventoryResult, now: number): StepEnd {
  const { id, fence, attempts } = result.step;
  if (!triesAgain(result)) {
    // What the gate asks: since when the system has been read to its end.
    const read = result.complete ? { readAt: result.startedAt } : { failure: result.failure };
    return { id, fence, state: "ended", notBefore: null, attempts: null, result: read };
  }
  const paused = result.retryAfter !== null;
  const after = result.retryAfter === null ? backoff(attempts, Math.random()) : boundedPause(result.retryAfter);
  return {
    id,
    fence,
    state: "ready",
    notBefore: now + after,
    attempts: paused ? attempts - 1 : null,
    result: { failure: result.failure },
  };
}

function notRead({ step }: InventoryResult): Entry {
  return {
    kind: "leaver.inventory_taken",
    caseId: step.caseId as CaseId,
    data: { accounts: 0, access: 0, systemsRead: 0, systemsNotRead: 1 },
  };
}

function pausesOf(results: readonly InventoryResult[]): Map<string, number> {
  const pauses = new Map<string, number>();
  for (const { step, retryAfter } of results) {
    if (retryAfter !== null) {
      pauses.set(step.systemId, Math.max(boundedPause(retryAfter), pauses.get(step.systemId) ?? 0));
    }
  }
  return pauses;
}
