import { endsAccess, type LifecycleEvent, undoesEnd } from "./lifecycle-event.ts";

/** Where an engagement stands by its events: which epoch is current, and the event that ends access in it. */
export interface EpochState {
  /** Counts from 1; each rescission, return or rehire after an end begins the next. */
  readonly epoch: number;
  /** The event by which access ends in this epoch; null while nothing ends it. */
  readonly ending: LifecycleEvent | null;
}

/**
 * Folds the events of one engagement into its epoch. The same events give the same epoch in whatever order and
 * however often they arrived: they count in the order in which they were stated.
 * A further end in the same epoch moves the date; it opens no second case.
 */
export function epochOf(events: readonly LifecycleEvent[]): EpochState {
  let state: EpochState = { epoch: 1, ending: null };
  for (const event of distinct(events)) {
    if (endsAccess(event.kind)) state = { epoch: state.epoch, ending: event };
    else if (undoesEnd(event.kind) && state.ending !== null) state = { epoch: state.epoch + 1, ending: null };
  }
  return state;
}

/** True while a step planned in `epoch` may act: asked when it is leased, before the call, and on each write. */
export function isCurrentEpoch(epoch: number, state: EpochState): boolean {
  return epoch === state.epoch && state.ending !== null;
}

function distinct(events: readonly LifecycleEvent[]): readonly LifecycleEvent[] {
  const byId = new Map<string, LifecycleEvent>();
  for (const event of events) {
    const id = JSON.stringify([event.source, event.sourceEventId]);
    const held = byId.get(id);
    // Of two deliveries of one event the earlier counts: a repetition must not move it behind what came since.
    if (held === undefined || event.receivedAt < held.receivedAt) byId.set(id, event);
  }
  return [...byId.values()].sort(byStatement);
}

/** By when it was stated, then received; ids settle the rest, so that order of arrival cannot. */
function byStatement(one: LifecycleEvent, other: LifecycleEvent): number {
  return (
    statedAt(one) - statedAt(other) ||
    one.receivedAt - other.receivedAt ||
    compare(one.source, other.source) ||
    compare(one.sourceEventId, other.sourceEventId)
  );
}

function statedAt({ notifiedAt, receivedAt }: LifecycleEvent): number {
  return notifiedAt ?? receivedAt;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
