import { Temporal } from "temporal-polyfill";
import { type Instant, instant } from "#lib/core/instant.ts";

/** A moment as written, and how exactly. */
export interface ZonedMoment {
  readonly at: Temporal.Instant;
  readonly precision: "minute" | "date";
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const WITH_OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/i;
const LOCAL = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?$/;

/** Whether a time says its offset, so that it needs no zone to be a moment. */
export function hasOffset(text: string): boolean {
  return WITH_OFFSET.test(text) && !DATE.test(text);
}

/**
 * Reads a date, a local time or a time with an offset in the IANA zone `zone`.
 * A date alone means the end of that day there. A local time that comes twice (autumn) means the first.
 * @returns null when it is written in no form that is known
 * @throws RangeError when no such time exists there: one that the zone skips (spring), or an offset that is not its own
 */
export function momentIn(text: string, zone: string): ZonedMoment | null {
  if (DATE.test(text)) {
    const nextDay = Temporal.PlainDate.from(text, { overflow: "reject" }).add({ days: 1 });
    return { at: nextDay.toZonedDateTime(zone).toInstant(), precision: "date" };
  }
  if (WITH_OFFSET.test(text)) {
    const zoned = Temporal.ZonedDateTime.from(`${text}[${zone}]`, { offset: "reject", overflow: "reject" });
    return { at: zoned.toInstant(), precision: "minute" };
  }
  if (!LOCAL.test(text)) return null;
  const local = Temporal.PlainDateTime.from(text, { overflow: "reject" });
  const zoned = local.toZonedDateTime(zone, { disambiguation: "earlier" });
  // Within a gap the clock was moved: the local time that comes back is not the one that was asked for.
  if (!zoned.toPlainDateTime().equals(local)) throw new RangeError("skipped by the zone");
  return { at: zoned.toInstant(), precision: "minute" };
}

/** IANA names alone: an offset such as +01:00 does not know when the clocks change. @returns null when it is unknown */
export function knownZone(zone: string): string | null {
  if (!/^[A-Za-z]/.test(zone)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId;
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

/** Whole microseconds of a moment. */
export function microsOf(at: Temporal.Instant): Instant {
  return instant(Number(at.epochNanoseconds / 1000n));
}
