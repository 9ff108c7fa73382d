import { Temporal } from "temporal-polyfill";
import type { Instant } from "#lib/core/instant.ts";
import type { EventTimeView, IsoUtc, TimePrecision } from "#lib/core/views/time.ts";

/** An instant on the wire: ISO 8601, UTC, milliseconds; null stays null. */
export function isoUtc(at: Instant): IsoUtc;
export function isoUtc(at: Instant | null): IsoUtc | null;
export function isoUtc(at: Instant | null): IsoUtc | null {
  return at === null ? null : new Date(Math.floor(at / 1000)).toISOString();
}

export interface StatedTime {
  readonly effectiveAt: Instant;
  readonly zone: string;
  readonly precision: TimePrecision;
  readonly effectiveText: string;
}

/** The effective end as its source stated it, with the offset that its zone had at that very instant. */
export function eventTime({ effectiveAt, zone, precision, effectiveText }: StatedTime): EventTimeView {
  const offset = Temporal.Instant.fromEpochMilliseconds(Math.floor(effectiveAt / 1000)).toZonedDateTimeISO(zone).offset;
  return { atIso: isoUtc(effectiveAt), zone, offset, precision, originalText: effectiveText };
}
