import { grantPermits } from "#db/queries/budget/grant-permits.ts";
import { findReadySystems } from "#db/queries/steps/find-ready-systems.ts";
import type { Ctx } from "#lib/runtime/context.ts";

/** A worker, and for how long its permits are good; microseconds. */
export interface PermitAsked {
  readonly workerId: string;
  readonly permitMicros: number;
}

/** Most systems whose targets a worker begins to call at once. */
const SYSTEMS_MAX = 256;

/**
 * Permits for targets that have work and that the worker does not call yet. Asked before anything is leased: the intent
 * to act is written down with the lease, and must not be where no call is allowed. @returns permits by system; 0 = none
 */
export async function askPermits(
  ctx: Ctx,
  known: readonly string[],
  { workerId, permitMicros }: PermitAsked,
): Promise<ReadonlyMap<string, number>> {
  const fresh = await findReadySystems(ctx.database, known, SYSTEMS_MAX);
  return grantPermits(ctx.database, workerId, new Map(fresh.map((id) => [id, 0])), permitMicros);
}
