import type { NewStep } from "#db/queries/steps/add-steps.ts";
import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import { type Lease, takeSteps } from "#db/queries/steps/take-steps.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { recordAttempts } from "../_kit/attempts.ts";

/** The worker that writes an inventory down, and how many steps of a system it has room for. */
export interface Hands extends Lease {
  readonly roomOf: (systemId: string) => number;
}

interface Planned {
  readonly steps: readonly NewStep[];
  /** Ids of those that are new in the queue. */
  readonly queued: ReadonlySet<string>;
}

/**
 * Hands the plan's acts to the worker that has just read the system, instead of having it ask the queue for them in a
 * transaction of its own. What it has no room for stays in the queue, for anybody.
 */
export async function takeActs(
  tx: Tx,
  ctx: Ctx,
  { steps, queued }: Planned,
  hands: Hands,
): Promise<{ readonly taken: readonly LeasedStep[]; readonly entries: readonly Entry[]; readonly waiting: boolean }> {
  const ready = steps.filter((step) => queued.has(step.id) && step.state === "ready");
  const taken = await takeSteps(tx, withinRoom(ready, hands.roomOf), hands);
  const entries = await recordAttempts(tx, ctx, taken);
  return { taken, entries, waiting: taken.length < ready.length };
}

/** Acts in the order of the queue, as many of each system as there is room for. */
function withinRoom(ready: readonly NewStep[], roomOf: (systemId: string) => number): string[] {
  const rooms = new Map<string, number>();
  const acts = ready.filter((step) => step.kind === "act").sort((a, b) => a.priority - b.priority);
  return acts.flatMap(({ id, systemId }) => {
    const room = rooms.get(systemId) ?? roomOf(systemId);
    rooms.set(systemId, room - 1);
    return room > 0 ? [id] : [];
  });
}
