import type { Layer, Tier } from "../access/layer.ts";
import { DAY, type DurationMicros, HOUR, type Instant, plus } from "../instant.ts";

/** How long after T0 access may still be there, by tier; custody has its own time on every tier. */
export interface DeadlinePolicy {
  readonly byTier: Readonly<Record<Tier, DurationMicros>>;
  readonly custody: DurationMicros;
}

export const DEADLINES_DEFAULT: DeadlinePolicy = {
  byTier: { 0: 4 * HOUR, 1: 24 * HOUR, 2: 24 * HOUR, 3: 72 * HOUR },
  custody: 7 * DAY,
};

/** The policy in words, tiers of equal time together: `Tier 0: 4 h · 1–2: 24 h · 3: 72 h · custody: 7 d`. */
export function deadlineWords({ byTier, custody }: DeadlinePolicy = DEADLINES_DEFAULT): string {
  const groups: { readonly from: number; to: number; readonly span: DurationMicros }[] = [];
  for (const tier of [0, 1, 2, 3] as const) {
    const last = groups.at(-1);
    if (last?.span === byTier[tier]) last.to = tier;
    else groups.push({ from: tier, to: tier, span: byTier[tier] });
  }
  const tiers = groups.map(({ from, to, span }) => `${from === to ? from : `${from}–${to}`}: ${span / HOUR} h`);
  return `Tier ${tiers.join(" · ")} · custody: ${custody / DAY} d`;
}

/**
 * When an item is due, counted from T0 and never from when Closeout was told: news that come late
 * do not shorten what the person could do.
 */
export function dueAt(
  effectiveAt: Instant,
  tier: Tier,
  layer: Layer,
  policy: DeadlinePolicy = DEADLINES_DEFAULT,
): Instant {
  return plus(effectiveAt, layer === "custody" ? policy.custody : policy.byTier[tier]);
}

/** Outcome of a deadline. Undeterminable: it lies between last seen usable and first seen gone. */
export type DeadlineOutcome = "due" | "met" | "missed" | "undeterminable";

/**
 * What became of a deadline. Only what was seen decides it: a claim in time meets nothing.
 * @param seenUsableAt Tl, seenGoneAt Tv of the item.
 */
export function deadlineOutcome(
  dueAt: Instant,
  seenUsableAt: Instant | null,
  seenGoneAt: Instant | null,
  now: Instant,
): DeadlineOutcome {
  if (seenUsableAt !== null && seenUsableAt > dueAt) return "missed";
  if (seenGoneAt !== null && seenGoneAt <= dueAt) return "met";
  return now <= dueAt ? "due" : "undeterminable";
}
