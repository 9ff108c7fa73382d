import { isFirstRun, type LockedRun, lockRun } from "#db/queries/discovery/lock-run.ts";
import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { Ctx } from "#lib/runtime/context.ts";

/** A run where it stands, and whether the system was never listed before. */
export interface OpenRun extends LockedRun {
  readonly first: boolean;
}

/** The run of a leased step; undefined when it is over or somebody else's. */
export function openRun(ctx: Ctx, { id, fence }: LeasedStep): Promise<OpenRun | undefined> {
  return withTx(ctx.database, ALL_ROWS, "write", async (tx) => {
    const run = await lockRun(tx, id, fence);
    return run === undefined ? undefined : { ...run, first: await isFirstRun(tx, run) };
  });
}
