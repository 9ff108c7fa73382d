import { DAY, type DurationMicros, type Instant } from "../instant.ts";
import type { Means, Tier } from "./layer.ts";

/**
 * How old the newest look at a system may be before it is said loudly; microseconds. The more harm a system carries, the
 * sooner. A verdict asks more: what it accepts as fresh is each layer's own.
 */
export const LOOK_WITHIN: Readonly<Record<Tier, DurationMicros>> = { 0: DAY, 1: 3 * DAY, 2: 7 * DAY, 3: 30 * DAY };

/** When a system was last looked at, by whatever looks there. */
export interface LastLook {
  /** null: never. */
  readonly at: Instant | null;
  /** Nothing looks by itself and no list shows it: only people do. */
  readonly byHand: boolean;
  /** Never, or longer ago than its tier allows. */
  readonly isOverdue: boolean;
}

export interface LooksAt {
  /** Newest look, reading or list; what failed is none. */
  readonly lookedAt: Instant | null;
  /** Newest that a person attests to have seen. */
  readonly attestedAt: Instant | null;
}

/** The newest look at a system, and whether it is too old for its tier. @param observe means on its layers */
export function lastLook(looks: LooksAt, observe: readonly Means[], tier: Tier, now: Instant): LastLook {
  const byHand = observe.includes("manual") && !observe.includes("connector") && !observe.includes("snapshot");
  const at = byHand ? later(looks.lookedAt, looks.attestedAt) : looks.lookedAt;
  return { at, byHand, isOverdue: at === null || now - at > LOOK_WITHIN[tier] };
}

function later(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
