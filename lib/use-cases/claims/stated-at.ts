import { Temporal } from "temporal-polyfill";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import type { Instant } from "#lib/core/instant.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { hasOffset, microsOf, readZone, readZonedTime } from "../_kit/zoned-time.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** `14/Nov/25 6:02 PM`, as Jira writes times; the month in letters, so that no order has to be guessed. */
const IN_LETTERS = /^(\d{1,2})[/-]([A-Za-z]{3})[/-](\d{2}|\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2}))? ?([AP]M)?$/i;

/**
 * Reads the time that a tool states. It orders nothing and moves no metric: it is shown beside the time of receipt.
 * A time without an offset needs a zone; `03/04/2026` is refused, since nobody can tell March from April.
 */
export function readStatedAt(text: string, zone: string | undefined): Decision<Instant> {
  const written = inDigits(text.trim());
  try {
    if (hasOffset(written)) return ok(microsOf(Temporal.Instant.from(written)));
    if (zone === undefined || zone === "")
      return refused(domainError("zone_missing", { path: "zone", sentence: NO_ZONE }));
    const known = readZone(zone);
    if (known === null) return refused(domainError("zone_unknown", { path: "zone", sentence: WRONG_ZONE }));
    const moment = readZonedTime(written, known);
    return moment === null ? refused(unreadable()) : ok(microsOf(moment.at));
  } catch (cause) {
    if (cause instanceof RangeError) return refused(unreadable());
    throw cause;
  }
}

const NO_ZONE = "The time has no zone. Nothing of this row was kept. Give an IANA zone such as Europe/Berlin.";
const WRONG_ZONE = "The zone is not known. Nothing of this row was kept. Give an IANA zone such as Europe/Berlin.";

function unreadable(): DomainError {
  const sentence =
    "The stated time does not exist or is not written as 2026-03-31, 2026-03-31T18:00, 2026-03-31T18:00:00Z or 31/Mar/26 6:00 PM. Nothing of this row was kept. Correct it.";
  return domainError("date_impossible", { path: "statedAt", sentence });
}

function inDigits(text: string): string {
  const [, day, letters = "", year = "", hour, minute, second = "00", half] = IN_LETTERS.exec(text) ?? [];
  const month = MONTHS.indexOf(letters.toLowerCase()) + 1;
  if (day === undefined || month === 0) return text;
  const fullYear = year.length === 2 ? `20${year}` : year;
  return `${fullYear}-${two(month)}-${two(day)}T${two(in24(Number(hour), half))}:${minute}:${second}`;
}

/** Hours of a clock of twelve; 12 AM is midnight. */
function in24(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toUpperCase() === "PM" ? 12 : 0);
}

function two(value: number | string): string {
  return String(value).padStart(2, "0");
}
