import { forgetWorker } from "#db/queries/workers/forget-worker.ts";
import type { Ctx } from "#lib/runtime/context.ts";

/** A worker that stops in order hands its steps back at once. */
export function leave(ctx: Ctx, workerId: string): Promise<void> {
  return forgetWorker(ctx.database, workerId);
}
