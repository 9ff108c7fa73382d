import { askLeavers } from "#db/queries/discovery/ask-leavers.ts";
import { endRun } from "#db/queries/discovery/end-run.ts";
import { type LockedRun, lockRun } from "#db/queries/discovery/lock-run.ts";
import { countSeen, markGone, nameLeavers, type SeenCounts } from "#db/queries/discovery/name-leavers.ts";
import { endSteps } from "#db/queries/steps/end-steps.ts";
import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import { ALL_ROWS, type Tx, withTx } from "#db/tx.ts";
import { sawEverybody } from "#lib/core/discovery/discovery.ts";
import { idOf } from "#lib/core/ids.ts";
import { leaverTag, systemTag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { type Batch, executeBatch } from "../_kit/batch.ts";
import { INVENTORY_PRIORITY } from "../_kit/own-inventory.ts";

/** Counting a million rows and saying whose they are takes longer than any other work of the worker. */
export interface ReadToEnd {
  readonly run: LockedRun;
  readonly counts: SeenCounts;
  readonly complete: boolean;
}

/** Says whose the listed accounts are, and whether the run saw everybody; undefined when it is somebody else's by now. */
export function countRun(ctx: Ctx, { id, fence }: LeasedStep): Promise<ReadToEnd | undefined> {
  return withTx(ctx.database, ALL_ROWS, "write", async (tx) => {
    const run = await lockRun(tx, id, fence);
    if (run === undefined) return undefined;
    await nameLeavers(tx, run);
    const counts = await countSeen(tx, run);
    const complete = sawEverybody({ ...run, seen: counts.accounts, incremental: run.changedSince !== null });
    return { run, counts, complete };
  });
}

/**
 * Ends a run that was read to its end. Whoever was not listed is gone only when everybody was seen and nobody has to
 * look at the list first; leavers with an account that their case does not know are looked at again.
 */
export function finishRun(ctx: Ctx, step: LeasedStep, read: ReadToEnd & { readonly held: boolean }): Promise<void> {
  return executeBatch(ctx, async (tx) => {
    const run = await lockRun(tx, step.id, step.fence);
    if (run === undefined) return { wrote: false, result: undefined };
    const believed = read.complete && !read.held;
    const { unseen, ...seen } = read.counts;
    // Counted while nobody else lists this system: a million rows are not read again to find none of them gone.
    const gone = believed && unseen > 0 ? await markGone(tx, run) : 0;
    const caseIds = await askLeavers(tx, run, INVENTORY_PRIORITY);
    const end = { state: read.held ? "held" : "finished", failure: null, complete: believed, gone };
    return ended(tx, step, run, { ...end, ...seen }, caseIds);
  });
}

/** Gives a run up. What it listed stays, and says of nobody that they are gone. */
export function failRun(ctx: Ctx, step: LeasedStep, failure: string): Promise<void> {
  return executeBatch(ctx, async (tx) => {
    const run = await lockRun(tx, step.id, step.fence);
    if (run === undefined) return { wrote: false, result: undefined };
    const { unseen: _, ...counts } = await countSeen(tx, run);
    return ended(tx, step, run, { state: "failed", failure, complete: false, gone: 0, ...counts }, []);
  });
}

interface End extends Omit<SeenCounts, "unseen"> {
  readonly state: string;
  readonly failure: string | null;
  readonly complete: boolean;
  readonly gone: number;
}

async function ended(
  tx: Tx,
  step: LeasedStep,
  run: LockedRun,
  end: End,
  caseIds: readonly string[],
): Promise<Batch<undefined>> {
  await endRun(tx, { id: run.id, ...end });
  const { failure: _, ...said } = end;
  const { id, fence } = step;
  await endSteps(tx, [{ id, fence, state: "ended", notBefore: null, attempts: null, result: said }]);
  const data = { run: run.id, system: idOf<"system">(run.systemId), pages: run.pages, ...said };
  return {
    wrote: true,
    result: undefined,
    evidence: [{ kind: "discovery.ended", caseId: null, data }],
    touches: ["systems", systemTag(run.systemId), ...caseIds.map(leaverTag)],
    wakes: caseIds.length > 0,
  };
}
