import { pauseTargets } from "#db/queries/budget/pause-targets.ts";
import { lockCases, type Standing } from "#db/queries/cases/lock-cases.ts";
import { addItems } from "#db/queries/inventory/add-items.ts";
import { adoptItems } from "#db/queries/inventory/adopt-items.ts";
import { dateItems, type ReadWhole } from "#db/queries/inventory/date-items.ts";
import { finishInventories } from "#db/queries/inventory/finish-inventories.ts";
import { listItemsOf } from "#db/queries/inventory/list-items-of.ts";
import { loadScope } from "#db/queries/inventory/load-scope.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { addSteps, type NewStep } from "#db/queries/steps/add-steps.ts";
import { endSteps, type StepEnd } from "#db/queries/steps/end-steps.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import type { CaseId } from "#lib/core/ids.ts";
import { backoff, boundedPause } from "#lib/core/steps/backoff.ts";
import { leaverTag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { executeBatch } from "../_kit/batch.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { lookAfter, matchWaiting } from "../_kit/record-matches.ts";
import { planEntries } from "./entries.ts";
import { recordFound } from "./found.ts";
import { recordLooks } from "./looks.ts";
import { planSystem } from "./plan.ts";
import type { InventoryResult } from "./result.ts";

/**
 * Writes what inventories found: accounts and access (which exist without any case), the looks that found them, the
 * items and steps of the plan, and the first verdicts. A read that was not complete is tried again; what it found is
 * kept, and nothing is concluded from what it did not find.
 */
export function recordInventory(ctx: Ctx, results: readonly InventoryResult[]): Promise<void> {
  return executeBatch(ctx, async (tx) => {
    const retried = results.filter(triesAgain);
    const settled = results.filter((result) => !triesAgain(result));
    const now = Math.max(...results.map((result) => result.endedAt));
    const caseIds = [...new Set(results.flatMap(({ step }) => step.caseId ?? []))];
    const standings = await lockCases(tx, caseIds);
    const current = results.filter((result) => isCurrent(result, standings));
    const held = await endSteps(
      tx,
      results.map((result) => (current.includes(result) ? endOf(result, now) : overtaken(result))),
    );
    const planned = new Set(current.filter(({ step }) => held.has(step.id)));
    const written = await recordSettled(tx, ctx, settled, planned);
    // Sent together, carried out in order.
    await Promise.all([pauseTargets(tx, pausesOf(results)), finishInventories(tx, caseIds), askToSettle(tx, caseIds)]);
    const entries = [...written, ...retried.filter(({ step }) => held.has(step.id)).map(notRead)];
    const [first, ...rest] = entries;
    if (first === undefined) return { wrote: false, result: undefined };
    return {
      wrote: true,
      result: undefined,
      evidence: [first, ...rest],
      touches: ["leavers", ...caseIds.map(leaverTag)],
      wakes: true,
    };
  });
}

/** Neither cancelled nor opened again under another epoch since the step was leased. */
function isCurrent({ step }: InventoryResult, standings: ReadonlyMap<string, Standing>): boolean {
  const standing = standings.get(step.caseId ?? "");
  return standing !== undefined && !standing.cancelled && standing.epoch === step.epoch;
}

function overtaken({ step: { id, fence } }: InventoryResult): StepEnd {
  return { id, fence, state: "cancelled", notBefore: null, attempts: null, result: null };
}

function triesAgain({ complete, final, step, retryAfter }: InventoryResult): boolean {
  return !complete && !final && (retryAfter !== null || step.attempts < step.attemptsMax);
}

/** What was read is kept in any case; only results in `planned` may add items and steps to their case. */
async function recordSettled(
  tx: Tx,
  ctx: Ctx,
  results: readonly InventoryResult[],
  planned: ReadonlySet<InventoryResult>,
): Promise<readonly Entry[]> {
  if (results.length === 0) return [];
  const scopes = await loadScope(
    tx,
    results.map(({ step }) => step.caseId ?? ""),
    results.map(({ step }) => step.systemId),
  );
  const found = await recordFound(tx, ctx, results, scopes);
  const looks = await recordLooks(tx, ctx, results, found.byResult, scopes);
  const plans = results.flatMap((result, at) => {
    const scope = scopes[at];
    return scope === undefined || !planned.has(result)
      ? []
      : [{ result, scope, plan: planSystem(scope, found.byResult[at] ?? [], result, ctx.newId) }];
  });
  const adopted = await adoptItems(
    tx,
    plans.flatMap(({ plan }) => plan.items),
  );
  const added = await addItems(
    tx,
    plans.flatMap(({ plan }) => plan.items).filter((item) => !adopted.has(item.id)),
  );
  await addSteps(
    tx,
    plans.flatMap(({ plan }) => plan.steps).flatMap((step) => ofItem(step, added, adopted)),
  );
  const [dated, seen, claimed] = await Promise.all([
    dateItems(tx, [...planned].flatMap(readWhole)),
    listItemsOf(tx, results.flatMap(pairOf)),
    // What other tools said of these people before there was anything it could be about.
    matchWaiting(tx, ctx, [...new Set([...planned].flatMap(({ step }) => step.caseId ?? []))]),
  ]);
  const itemIds = [...new Set([...added, ...dated, ...seen, ...claimed.itemIds])];
  const { entries, now } = await deriveVerdicts(tx, itemIds, ctx.newId);
  await lookAfter(tx, ctx, claimed.looks, now ?? 0);
  const planEntriesOf = plans.flatMap((plan) => planEntries(plan, added));
  return [...found.entries, ...looks, ...planEntriesOf, ...claimed.entries, ...entries];
}

/** A planned step for the item that is there now: added, or one that was there and took the access over. */
function ofItem(step: NewStep, added: ReadonlySet<string>, adopted: ReadonlyMap<string, string>): NewStep[] {
  if (step.itemId === null) return [];
  const itemId = adopted.get(step.itemId) ?? step.itemId;
  return itemId !== step.itemId || added.has(itemId) ? [{ ...step, itemId }] : [];
}

function pairOf({ step }: InventoryResult): { caseId: string; systemId: string }[] {
  return step.caseId === null ? [] : [{ caseId: step.caseId, systemId: step.systemId }];
}

/** A read to the end dates what an earlier, partial one had left undated. */
function readWhole({ step, complete, endedAt }: InventoryResult): ReadWhole[] {
  return complete && step.caseId !== null ? [{ caseId: step.caseId, systemId: step.systemId, endedAt }] : [];
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
