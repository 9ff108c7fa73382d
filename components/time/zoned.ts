import { Temporal } from "temporal-polyfill";
import { zoneAbbreviation } from "./zone-abbreviation.ts";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** Calendar and clock of one instant in one zone, ready to be put into words. */
export interface Zoned {
  readonly weekday: string;
  readonly day: number;
  readonly month: string;
  readonly year: number;
  /** `18:00` */
  readonly clock: string;
  /** `18:00:07` */
  readonly clockSeconds: string;
  /** `+05:30`; `−03:00` with a true minus. */
  readonly offset: string;
  /** `IST`, or null where the zone has no letters of its own. Never shown without the offset. */
  readonly abbreviation: string | null;
}

const two = (value: number) => String(value).padStart(2, "0");

/**
 * Reads an instant in a zone.
 * @param iso ISO 8601 in UTC. @param zone IANA name.
 * @throws RangeError when either cannot be read: a screen must not guess a time.
 */
export function zoned(iso: string, zone: string): Zoned {
  const at = Temporal.Instant.from(iso).toZonedDateTimeISO(zone);
  const clock = `${two(at.hour)}:${two(at.minute)}`;
  return {
    weekday: WEEKDAYS[at.dayOfWeek - 1] ?? "",
    day: at.day,
    month: MONTHS[at.month - 1] ?? "",
    year: at.year,
    clock,
    clockSeconds: `${clock}:${two(at.second)}`,
    offset: at.offset.replace("-", "−"),
    abbreviation: zoneAbbreviation(at.epochMilliseconds, zone),
  };
}
