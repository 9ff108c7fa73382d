import { type Instant, instant } from "../lib/core/instant.ts";

const PG_TEXT = /^(\d{4,})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?\+00(?::?00)?$/;

/**
 * PostgreSQL's text for a timestamptz (session zone UTC) as an Instant, to the microsecond.
 * @throws RangeError when the text is of another form, which means that the session zone is not UTC.
 */
export function instantFromPg(text: string): Instant {
  const part = PG_TEXT.exec(text);
  if (!part) throw new RangeError("timestamptz text not in UTC");
  const [, year, month, day, hour, minute, second, fraction = ""] = part;
  const seconds =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) / 1000;
  return instant(seconds * 1_000_000 + Number(fraction.padEnd(6, "0")));
}

/** An Instant as text that PostgreSQL reads without loss: ISO 8601, UTC, six digits. */
export function instantToPg(at: Instant): string {
  const millis = Math.floor(at / 1000);
  const rest = at - millis * 1000;
  return `${new Date(millis).toISOString().slice(0, -1)}${String(rest).padStart(3, "0")}Z`;
}
