import { grantPermits } from "#db/queries/budget/grant-permits.ts";
import type { Ctx } from "#lib/runtime/context.ts";

/** Permits of a worker for targets it is about to call. */
export function askPermits(
  ctx: Ctx,
  workerId: string,
  systemIds: readonly string[],
  permitMicros: number,
): Promise<ReadonlyMap<string, number>> {
  return grantPermits(ctx.database, workerId, new Map(systemIds.map((id) => [id, 0])), permitMicros);
}
