import type { DurationMicros, Instant } from "../instant.ts";

/** One look that settled whether the access was usable. */
export interface Sighting {
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly usable: boolean;
}

/**
 * Residual access after T0, as an interval: `lower` was seen, `upper` cannot be ruled out.
 * `running` while the last look saw it usable, or nobody has looked since T0.
 */
export interface Exposure {
  readonly state: "not_due" | "running" | "ended";
  readonly lower: DurationMicros;
  readonly upper: DurationMicros;
  /** What the part between lower and upper stands on: the last look saw it usable, or nobody knows. */
  readonly tail: "usable" | "not_known";
}

/**
 * Adds up residual access between T0 and `now`. Looks may come in any order; where access went and came back,
 * the time in between counts as uncertain and the time it was seen gone does not count.
 */
export function exposure(effectiveAt: Instant, sightings: readonly Sighting[], now: Instant): Exposure {
  // Before the first look it is taken to have been there: it was found because it existed.
  let sum: Running = { lower: 0, upper: 0, at: effectiveAt, usable: true, seen: false };
  for (const sighting of [...sightings].sort(byStart)) sum = add(sum, sighting, effectiveAt);
  if (!sum.usable) return { state: "ended", lower: sum.lower, upper: sum.upper, tail: "not_known" };
  return {
    state: now < effectiveAt ? "not_due" : "running",
    lower: sum.lower,
    upper: sum.upper + clipped(effectiveAt, sum.at, now),
    tail: sum.seen ? "usable" : "not_known",
  };
}

interface Running {
  readonly lower: DurationMicros;
  readonly upper: DurationMicros;
  readonly at: Instant;
  readonly usable: boolean;
  readonly seen: boolean;
}

/** A gone look counts from its end on: only then is it certain to have been gone. */
function add(sum: Running, sighting: Sighting, effectiveAt: Instant): Running {
  const at = sighting.usable ? sighting.startedAt : sighting.endedAt;
  const span = clipped(effectiveAt, sum.at, at);
  return {
    lower: sum.usable && sighting.usable ? sum.lower + span : sum.lower,
    upper: sum.usable || sighting.usable ? sum.upper + span : sum.upper,
    at: at > sum.at ? at : sum.at,
    usable: sighting.usable,
    seen: true,
  };
}

function byStart(one: Sighting, other: Sighting): number {
  // Of two that started together the gone one goes first: the usable one then counts as the later.
  return one.startedAt - other.startedAt || Number(one.usable) - Number(other.usable);
}

/** Length of [from, to] after T0, never negative. */
function clipped(effectiveAt: Instant, from: Instant, to: Instant): DurationMicros {
  return Math.max(0, to - Math.max(from, effectiveAt));
}
