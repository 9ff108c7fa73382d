import { grantPermits } from "#db/queries/budget/grant-permits.ts";
import { expireLeases } from "#db/queries/steps/expire-leases.ts";
import { renewLeases } from "#db/queries/steps/renew-leases.ts";
import { endStalledSessions } from "#db/queries/workers/end-stalled-sessions.ts";
import { registerWorker } from "#db/queries/workers/register-worker.ts";
import type { Ctx } from "#lib/runtime/context.ts";

export interface WorkerPulse {
  readonly workerId: string;
  readonly version: string;
  /** Steps it holds. */
  readonly stepIds: readonly string[];
  /** Systems whose targets it calls, with the calls it may have in flight to each. */
  readonly permitsHeld: ReadonlyMap<string, number>;
  readonly leaseMicros: number;
}

/**
 * One pulse of a worker: known to be there, leases and permits renewed, steps of dead workers put back, and the locks
 * of those that stand still freed.
 */
export async function keepAlive(
  ctx: Ctx,
  pulse: WorkerPulse,
): Promise<{ readonly permits: ReadonlyMap<string, number>; readonly freed: number }> {
  await registerWorker(ctx.database, pulse.workerId, pulse.version);
  await renewLeases(ctx.database, pulse.workerId, pulse.stepIds, pulse.leaseMicros);
  const permits = await grantPermits(ctx.database, pulse.workerId, pulse.permitsHeld, pulse.leaseMicros);
  await endStalledSessions(ctx.database);
  const freed = await expireLeases(ctx.database);
  return { permits, freed };
}
