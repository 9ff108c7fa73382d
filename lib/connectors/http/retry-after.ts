import { DAY, type DurationMicros, SECOND } from "../../core/instant.ts";

/**
 * Reads a Retry-After header: seconds or an HTTP date (RFC 9110 10.2.3). A date is measured against the
 * answer's own Date header, so that a clock that differs from ours does not stretch or swallow the wait.
 * @returns microseconds between 0 and one day; null when there is no header or it cannot be read.
 */
export function retryAfter(header: string | undefined, date: string | undefined): DurationMicros | null {
  if (header === undefined) return null;
  const text = header.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return bounded(Number(text) * SECOND);
  if (/^-\d/.test(text)) return 0;
  const until = Date.parse(text);
  if (Number.isNaN(until)) return null;
  const from = date === undefined ? Number.NaN : Date.parse(date);
  return bounded((until - (Number.isNaN(from) ? Date.now() : from)) * 1000);
}

/**
 * Reads a header that says, in seconds since 1970, when requests are counted anew; measured like `retryAfter`.
 * @returns microseconds between 0 and one day; null when there is no header or it cannot be read.
 */
export function resetAfter(header: string | undefined, date: string | undefined): DurationMicros | null {
  if (header === undefined || !/^\d{1,12}$/.test(header.trim())) return null;
  const from = date === undefined ? Number.NaN : Date.parse(date);
  return bounded((Number(header) * 1000 - (Number.isNaN(from) ? Date.now() : from)) * 1000);
}

function bounded(micros: number): DurationMicros {
  return Math.round(Math.min(Math.max(micros, 0), DAY));
}
