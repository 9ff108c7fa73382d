import { describe, expect, it } from "vitest";
import { retryAfter } from "./retry-after.ts";

const NOW = "Mon, 23 Nov 2026 10:00:00 GMT";
const SECONDS = 1_000_000;
const DAY = 86_400 * SECONDS;

describe("Retry-After", () => {
  it.each([
    ["0", 0],
    ["7", 7 * SECONDS],
    [" 120 ", 120 * SECONDS],
    ["1.5", 1.5 * SECONDS],
    ["1000000000", DAY],
    ["99999999999999999999", DAY],
    ["-5", 0],
    ["Mon, 23 Nov 2026 10:00:30 GMT", 30 * SECONDS],
    ["Monday, 23-Nov-26 10:00:30 GMT", 30 * SECONDS],
    ["Mon, 23 Nov 2026 09:00:00 GMT", 0],
    ["Fri, 31 Dec 9999 23:59:59 GMT", DAY],
    ["soon", null],
    ["", null],
  ])("reads %j as %j microseconds", (header, expected) => {
    expect(retryAfter(header, NOW)).toBe(expected);
  });

  it("is silent without a header", () => {
    expect(retryAfter(undefined, NOW)).toBeNull();
  });

  it("measures a date by the target's clock, not ours", () => {
    expect(retryAfter("Thu, 01 Jan 1998 00:01:00 GMT", "Thu, 01 Jan 1998 00:00:00 GMT")).toBe(60 * SECONDS);
  });

  it("never waits longer than a day for a date without a Date header", () => {
    expect(retryAfter("Fri, 31 Dec 9999 23:59:59 GMT", undefined)).toBe(DAY);
    expect(retryAfter("Thu, 01 Jan 1998 00:00:00 GMT", "nonsense")).toBe(0);
  });
});
