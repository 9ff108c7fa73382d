import { Temporal } from "temporal-polyfill";
import { type Instant, instant } from "#lib/core/instant.ts";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const WITH_OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/i;
const LOCAL = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?$/;

/** Whether a time says its offset, so that it needs no zone to be a moment. */
export function hasOffset(text: string): boolean {
  return WITH_OFFSET.test(text) && !DATE.test(text);
}

/** A time as written, with how exactly it was said: a date alone means the end of that day. */
export interface ZonedTime {
  readonly at: Temporal.Instant;
  readonly precision: "minute" | "date";
}

/**
 * Reads `text` in a zone; null when it is written in no way we know. A local time that the zone skips (spring) is no
 * time; one that comes twice (autumn) means the first. An offset must be the zone's own.
 * @throws RangeError when no such date or time exists there
 */
export function readZonedTime(text: string, zone: string): ZonedTime | null {
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

/** IANA names alone: an offset such as +01:00 does not know when the clocks change. */
export function readZone(zone: string): string | null {
  if (!/^[A-Za-z]/.test(zone)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId;
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

/** Whole microseconds, cut off. */
export function microsOf(at: Temporal.Instant): Instant {
  return instant(Number(at.epochNanoseconds / 1000n));
}
