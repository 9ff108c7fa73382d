import type { EventTimeView, TimePrecision } from "#lib/core/views/time.ts";
import { type Zoned, zoned } from "./zoned.ts";

const letters = (abbreviation: string | null) => (abbreviation ? ` ${abbreviation}` : "");

/** Letters and offset: `IST (UTC+05:30)`; UTC needs no offset beside its name. */
function zoneWords(at: Zoned): string {
  if (at.abbreviation === "UTC") return "UTC";
  return at.abbreviation ? `${at.abbreviation} (UTC${at.offset})` : `UTC${at.offset}`;
}

/** `Fri 14 Nov 2025, 18:00 IST (UTC+05:30)`; with seconds when asked. */
export function formatFull(iso: string, zone: string, seconds = false): string {
  const at = zoned(iso, zone);
  const clock = seconds ? at.clockSeconds : at.clock;
  return `${at.weekday} ${at.day} ${at.month} ${at.year}, ${clock} ${zoneWords(at)}`;
}

/** `Fri 14 Nov, 18:00 IST`, or `… 18:00 UTC+04:00` where the zone has no letters. For rows whose zone stands nearby. */
export function formatDayTime(iso: string, zone: string, seconds = false): string {
  const at = zoned(iso, zone);
  const clock = seconds ? at.clockSeconds : at.clock;
  return `${at.weekday} ${at.day} ${at.month}, ${clock} ${at.abbreviation ?? `UTC${at.offset}`}`;
}

/** `18:00 IST` on the day of another moment already shown. */
export function formatClock(iso: string, zone: string): string {
  const at = zoned(iso, zone);
  return `${at.clock} ${at.abbreviation ?? `UTC${at.offset}`}`;
}

/** `14 Nov, 22:00 IST`. */
export function formatDateTime(iso: string, zone: string): string {
  const at = zoned(iso, zone);
  return `${at.day} ${at.month}, ${formatClock(iso, zone)}`;
}

/** `12:30 UTC`, with the day when it differs from the event's own. */
export function formatUtc(iso: string, zone: string): string {
  const utc = zoned(iso, "UTC");
  const sameDay = utc.day === zoned(iso, zone).day;
  return sameDay ? `${utc.clock} UTC` : `${utc.weekday} ${utc.day} ${utc.month}, ${utc.clock} UTC`;
}

/** The calendar day a source gave without a time of day: `Wed 12 Nov`. End of day is stored; the day is what was said. */
export function formatDay(iso: string, zone: string): string {
  const justBefore = new Date(Date.parse(iso) - 1).toISOString();
  const at = zoned(justBefore, zone);
  return `${at.weekday} ${at.day} ${at.month}`;
}

/** Effective end for a row: day alone when only the day is known. */
export function formatEventShort(event: Pick<EventTimeView, "atIso" | "zone"> & { precision: TimePrecision }): string {
  if (event.precision === "date") return formatDay(event.atIso, event.zone);
  const at = zoned(event.atIso, event.zone);
  return `${at.weekday} ${at.day} ${at.month}, ${at.clock}${letters(at.abbreviation)}`;
}
