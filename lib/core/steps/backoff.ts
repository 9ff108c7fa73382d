import { type DurationMicros, MINUTE, SECOND } from "../instant.ts";

/** Tries of one step, and calls for one item by all its steps, after which a person takes over. */
export const ATTEMPTS_MAX = 8;

/** Longest wait between two tries of one step. */
export const WAIT_MAX: DurationMicros = 15 * MINUTE;

/**
 * Wait before try `attempts + 1`: doubles from one second, bounded, with jitter over its upper half, so that steps
 * that failed together do not come back together.
 * @param random between 0 and 1.
 */
export function backoff(attempts: number, random: number): DurationMicros {
  const full = Math.min(WAIT_MAX, SECOND * 2 ** Math.max(0, Math.min(attempts, 20)));
  return Math.round(full / 2 + (full / 2) * random);
}

/** Bounds what a target asks for to 1 s – 15 min: an absurd Retry-After must not park a step for years. */
export function boundedPause(asked: DurationMicros): DurationMicros {
  // Not a number is no answer: wait as long as for the longest.
  return Number.isNaN(asked) ? WAIT_MAX : Math.round(Math.min(Math.max(asked, SECOND), WAIT_MAX));
}
