import { type Instant, instant } from "../../../core/instant.ts";

const GENERALIZED = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)?(\d\d)?(?:[.,]\d+)?(Z|[+-]\d{2}(?:\d{2})?)$/;

/** A GeneralizedTime (RFC 4517, 3.3.13) as an instant; null for anything else, such as 000001010000Z. */
export function instantOf(text: string | null): Instant | null {
  const found = GENERALIZED.exec(text ?? "");
  if (found === null) return null;
  const [, year, month, day, hour, minute = "00", second = "00", zone = "Z"] = found;
  const offset = zone === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3) || "00"}`;
  const millis = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(millis) || millis < 0 ? null : instant(millis * 1000);
}
