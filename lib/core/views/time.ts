/**
 * A moment on the wire: ISO 8601 in UTC ending in `Z`, e.g. `2025-11-14T12:30:00.000Z`.
 * Screens show it in the zone of the event; nothing here is in local time.
 */
export type IsoUtc = string;

/** How exactly a source stated a moment. `date` = no time of day was given. */
export type TimePrecision = "minute" | "date";

/** A moment as its source stated it, with the zone it was stated in. */
export interface EventTimeView {
  readonly atIso: IsoUtc;
  /** IANA zone, e.g. `Asia/Kolkata`. */
  readonly zone: string;
  /** Offset of that instant in that zone, e.g. `+05:30`. */
  readonly offset: string;
  readonly precision: TimePrecision;
  /** The text as received from the source, unchanged. */
  readonly originalText: string;
}
