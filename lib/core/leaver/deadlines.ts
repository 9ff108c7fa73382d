import type { Layer, Tier } from "../access/layer.ts";
import { DAY, type DurationMicros, HOUR, type Instant, plus } from "../instant.ts";

/** How long after the effective end access may last, by tier; custody has a span of its own. */
export interface DeadlinePolicy {
  readonly byTier: Readonly<Record<Tier, DurationMicros>>;
  readonly custody: DurationMicros;
}

/** "Tier 0: 4 h · 1–2: 24 h · 3: 72 h", custody a week. */
export const DEADLINES_DEFAULT: DeadlinePolicy = {
  byTier: { 0: 4 * HOUR, 1: 24 * HOUR, 2: 24 * HOUR, 3: 72 * HOUR },
  custody: 7 * DAY,
};

/** When an item on `layer` of a system of `tier` must have ended. Counted from the effective end, never from notice. */
export function dueAt(
  effectiveAt: Instant,
  tier: Tier,
  layer: Layer,
  policy: DeadlinePolicy = DEADLINES_DEFAULT,
): Instant {
  return plus(effectiveAt, layer === "custody" ? policy.custody : policy.byTier[tier]);
}
