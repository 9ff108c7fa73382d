import type { LeasedStep } from "#lib/use-cases/steps/lease-steps.ts";
import type { Permits } from "./permits.ts";

/** A step of this worker's. */
export interface HeldStep extends LeasedStep {
  /** When the lease had been committed, by this process' own clock (`performance.now()`), milliseconds. */
  readonly heldSince: number;
}

/** One system's part of the worker: steps it holds, steps under way, calls allowed. */
export interface Lane {
  readonly systemId: string;
  readonly permits: Permits;
  readonly queue: HeldStep[];
  /** Ids of steps taken from the queue and not yet written down. */
  readonly active: Set<string>;
  /** How many of them only wait to be written down: they call no more. */
  writing: number;
  /** The queue had nothing more for it when last asked. */
  dry: boolean;
  /** Pulses in a row at which it had nothing to do. */
  idlePulses: number;
}

/** A lane that is idle for this many pulses is closed: the calls it was granted are for others then. */
export const IDLE_PULSES_MAX = 2;

/** Steps held for each call a target allows: enough that it never waits for the queue or for what is written down. */
const AHEAD = 10;
/** Steps carried out at once for each call allowed: one calls while others are checked before and after their calls. */
const AT_ONCE = 3;

/** How many more steps the lane should hold. */
export function roomOf(lane: Lane): number {
  return Math.max(0, lane.permits.granted * AHEAD - lane.queue.length - lane.active.size);
}

/** So few steps wait that the queue must be asked now: they are carried out while it answers. */
export function runsLow(lane: Lane): boolean {
  const { granted } = lane.permits;
  // Not for a handful: asking costs a transaction.
  return !lane.dry && lane.queue.length < granted * 2 && roomOf(lane) >= granted;
}

/** Steps that may start now, first come first; inventories of one system go together. */
export function takeStartable(lane: Lane): {
  readonly single: readonly HeldStep[];
  readonly inventory: readonly HeldStep[];
} {
  // Whoever may not call must not begin: what is begun cannot be handed back.
  if (lane.permits.granted === 0) return { single: [], inventory: [] };
  const inventory = takeWhere(lane.queue, (step) => step.kind === "inventory");
  for (const step of inventory) lane.active.add(step.id);
  const single: HeldStep[] = [];
  while (lane.queue.length > 0 && lane.active.size - lane.writing < lane.permits.granted * AT_ONCE) {
    const next = lane.queue.shift();
    if (next === undefined) break;
    lane.active.add(next.id);
    single.push(next);
  }
  return { single, inventory };
}

function takeWhere(queue: HeldStep[], wanted: (step: HeldStep) => boolean): HeldStep[] {
  const taken = queue.filter(wanted);
  if (taken.length > 0) queue.splice(0, queue.length, ...queue.filter((step) => !wanted(step)));
  return taken;
}
