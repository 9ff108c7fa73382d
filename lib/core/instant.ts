declare const instantBrand: unique symbol;

/**
 * A moment on the database's clock: whole microseconds since 1970-01-01T00:00:00Z.
 * Microseconds because PostgreSQL's timestamptz has that precision and order decides verdicts.
 */
export type Instant = number & { readonly [instantBrand]: "Instant" };

/** A span of time in whole microseconds; may be negative. */
export type DurationMicros = number;

export const SECOND: DurationMicros = 1_000_000;
export const MINUTE: DurationMicros = 60 * SECOND;
export const HOUR: DurationMicros = 60 * MINUTE;
export const DAY: DurationMicros = 24 * HOUR;

/**
 * Brands a number of microseconds as an Instant.
 * @throws RangeError when the number is not a safe whole number: a fraction would reorder facts.
 */
export function instant(micros: number): Instant {
  if (!Number.isSafeInteger(micros)) throw new RangeError(`not a whole number of microseconds: ${micros}`);
  return micros as Instant;
}

/** The instant `span` microseconds after `at`. */
export function plus(at: Instant, span: DurationMicros): Instant {
  return instant(at + span);
}

/** Like `plus`, held at the last instant there is: a span without end must not break a rule that has to be total. */
export function plusBounded(at: Instant, span: DurationMicros): Instant {
  return instant(Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.trunc(at + span))));
}

/** Before every instant: stands for "no such time" where times are compared. */
export const NEVER = Number.NEGATIVE_INFINITY;
