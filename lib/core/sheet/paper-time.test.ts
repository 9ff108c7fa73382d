import { expect, test } from "vitest";
import { HOUR, MINUTE, SECOND } from "../instant.ts";
import { paperExposure, paperSpan } from "./paper-span.ts";
import { paperDay, paperTime } from "./paper-time.ts";

test.each([
  ["2025-11-14T12:30:07.000Z", "+05:30", "Fri 14 Nov 2025, 18:00:07 (UTC+05:30)"],
  ["2025-11-14T12:30:07.999Z", "+00:00", "Fri 14 Nov 2025, 12:30:07 (UTC)"],
  ["2024-02-29T23:59:59.000Z", "+00:00", "Thu 29 Feb 2024, 23:59:59 (UTC)"],
  ["2024-02-29T23:59:59.000Z", "+14:00", "Fri 1 Mar 2024, 13:59:59 (UTC+14:00)"],
  ["2100-03-01T00:00:00.000Z", "-00:30", "Sun 28 Feb 2100, 23:30:00 (UTC-00:30)"],
  ["1969-12-31T23:00:00.000Z", "-03:00", "Wed 31 Dec 1969, 20:00:00 (UTC-03:00)"],
])("%s at %s is printed with its offset: %s", (iso, offset, text) => {
  expect(paperTime(iso, offset)).toBe(text);
});

test("calendar and clock agree with the language's own at every seventh hour of forty years", () => {
  for (let at = Date.UTC(1999, 0, 1); at < Date.UTC(2039, 0, 1); at += 3_599_000 * 7) {
    const date = new Date(at);
    const [day, month, number, year, clock] = date.toUTCString().replace(",", "").split(" ");
    expect(paperTime(date.toISOString(), "+00:00")).toBe(`${day} ${Number(month)} ${number} ${year}, ${clock} (UTC)`);
  }
});

test("a day without a time of day is the day that was said, not the midnight that ends it", () => {
  expect(paperDay("2025-11-12T18:30:00.000Z", "+05:30")).toBe("Wed 12 Nov 2025");
});

test("what cannot be read as a time is never guessed", () => {
  expect(() => paperTime("yesterday", "+00:00")).toThrow(RangeError);
  expect(() => paperTime("2025-11-14T12:30:07Z", "IST")).toThrow(RangeError);
});

test("a lower bound is never shown too large, an upper never too small", () => {
  expect(paperSpan(4 * HOUR + 59 * SECOND, "down")).toBe("4 h");
  expect(paperSpan(4 * HOUR + 1, "up")).toBe("4 h 1 min");
  expect(paperSpan(0, "up")).toBe("0 min");
  expect(paperSpan(25 * HOUR + 3 * MINUTE, "down")).toBe("1 d 1 h 3 min");
});

test("exposure says what it stands on: seen running, not seen to have ended, or over", () => {
  const span = { lowerMicros: HOUR, upperMicros: 2 * HOUR };
  expect(paperExposure({ ...span, state: "ended", tail: "not_known" })).toBe("1 h – 2 h");
  expect(paperExposure({ ...span, state: "running", tail: "usable" })).toBe("1 h – 2 h, still running");
  expect(paperExposure({ ...span, state: "running", tail: "not_known" })).toBe("1 h – 2 h, not seen to have ended");
  expect(paperExposure({ ...span, state: "not_due", tail: "not_known" })).toBe("Not due");
});
