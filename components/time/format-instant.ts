import type { EventTimeView } from "#lib/core/views/time.ts";
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

/** ` 2099` when the moment lies in another year than now, in its own zone; else nothing. */
function otherYear(year: number, zone: string, nowIso: string | undefined): string {
  return nowIso === undefined || zoned(nowIso, zone).year === year ? "" : ` ${year}`;
}

/** `Fri 14 Nov, 18:00 IST`, or `… 18:00 UTC+04:00` where the zone has no letters. For rows whose zone stands nearby. */
export function formatDayTime(iso: string, zone: string, seconds = false, nowIso?: string): string {
  const at = zoned(iso, zone);
  const clock = seconds ? at.clockSeconds : at.clock;
  return `${at.weekday} ${at.day} ${at.month}${otherYear(at.year, zone, nowIso)}, ${clock} ${at.abbreviation ?? `UTC${at.offset}`}`;
}

/** `18:00 IST` on the day of another moment already shown. */
export function formatClock(iso: string, zone: string): string {
  const at = zoned(iso, zone);
  return `${at.clock} ${at.abbreviation ?? `UTC${at.offset}`}`;
}

/** `14 Nov, 22:00 IST`. */
export function formatDateTime(iso: string, zone: string, nowIso?: string): string {
  const at = zoned(iso, zone);
  return `${at.day} ${at.month}${otherYear(at.year, zone, nowIso)}, ${formatClock(iso, zone)}`;
}

/** `12:30 UTC`, with the day when it differs from the event's own. */
export function formatUtc(iso: string, zone: string): string {
  const utc = zoned(iso, "UTC");
  const sameDay = utc.day === zoned(iso, zone).day;
  return sameDay ? `${utc.clock} UTC` : `${utc.weekday} ${utc.day} ${utc.month}, ${utc.clock} UTC`;
}

/** The calendar day a source gave without a time of day: `Wed 12 Nov`. End of day is stored; the day is what was said. */
export function formatDay(iso: string, zone: string, nowIso?: string): string {
  const justBefore = new Date(Date.parse(iso) - 1).toISOString();
  const at = zoned(justBefore, zone);
  return `${at.weekday} ${at.day} ${at.month}${otherYear(at.year, zone, nowIso)}`;
}

/** Effective end for a row: day alone when only the day is known; the year when it is not this one. */
export function formatEventShort(event: Pick<EventTimeView, "atIso" | "zone" | "precision">, nowIso?: string): string {
  if (event.precision === "date") return formatDay(event.atIso, event.zone, nowIso);
  const at = zoned(event.atIso, event.zone);
  const day = `${at.weekday} ${at.day} ${at.month}${otherYear(at.year, event.zone, nowIso)}`;
  return `${day}, ${at.clock}${letters(at.abbreviation)}`;
}
