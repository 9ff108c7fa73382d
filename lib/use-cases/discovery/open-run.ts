import { type LockedRun, lockRun } from "#db/queries/discovery/lock-run.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import type { LeasedStep } from "../steps/lease-steps.ts";

/** The run of a leased step, where it stands; undefined when it is over or somebody else's. */
export function openRun(ctx: Ctx, { id, fence }: LeasedStep): Promise<LockedRun | undefined> {
  return withTx(ctx.database, ALL_ROWS, "write", (tx) => lockRun(tx, id, fence));
}
