import type { IsoUtc } from "../views/time.ts";

const WEEKDAYS = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const ISO = /^([+-]?\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)/;
const OFFSET = /^([+-])(\d\d):(\d\d)$/;
const DAY_SECONDS = 86_400;

const two = (value: number) => String(value).padStart(2, "0");

/**
 * A moment on paper, offset always beside it: `Fri 14 Nov 2025, 18:00:07 (UTC+05:30)`. No letters such as IST: three
 * countries use them, and language data of another machine would print other bytes.
 * @param offset of that instant, `+05:30`
 * @throws RangeError when either cannot be read: paper must not guess a time.
 */
export function paperTime(iso: IsoUtc, offset: string): string {
  const seconds = local(iso, offset);
  const clock = modulo(seconds, DAY_SECONDS);
  const text = `${two(Math.floor(clock / 3600))}:${two(Math.floor(clock / 60) % 60)}:${two(clock % 60)}`;
  return `${dayText(Math.floor(seconds / DAY_SECONDS))}, ${text} (UTC${offset === "+00:00" ? "" : offset})`;
}

/** The calendar day a source gave without a time of day. The end of that day is what is stored. */
export function paperDay(iso: IsoUtc, offset: string): string {
  return dayText(Math.floor((local(iso, offset) - 1) / DAY_SECONDS));
}

function local(iso: IsoUtc, offset: string): number {
  const [, year, month, day, hour, minute, second] = ISO.exec(iso) ?? [];
  const [, sign, hours, minutes] = OFFSET.exec(offset) ?? [];
  if (year === undefined || sign === undefined) throw new RangeError(`cannot be read as a time: ${iso} ${offset}`);
  const shift = (Number(hours) * 3600 + Number(minutes) * 60) * (sign === "-" ? -1 : 1);
  const days = daysOf(Number(year), Number(month), Number(day));
  return days * DAY_SECONDS + Number(hour) * 3600 + Number(minute) * 60 + Number(second) + shift;
}

/** Days since 1970-01-01 of a Gregorian date; the year is taken to begin in March, so that the leap day ends it. */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

function dayText(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = (monthFromMarch + 2) % 12;
  const year = yearOfEra + era * 400 + (month < 2 ? 1 : 0);
  return `${WEEKDAYS[modulo(days, 7)]} ${day} ${MONTHS[month]} ${year}`;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
