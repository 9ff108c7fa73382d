import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "#lib/core/instant.ts";
import { formatDuration, formatRelative, formatTook } from "./format-duration.ts";

describe("durations", () => {
  it.each([
    [0, "0"],
    [30 * SECOND, "<1 min"],
    [6 * MINUTE + 59 * SECOND, "6 min"],
    [HOUR, "1 h"],
    [HOUR + 32 * MINUTE, "1 h 32 min"],
    [3 * DAY + 4 * HOUR + 59 * MINUTE, "3 d 4 h"],
    [4 * DAY + 20 * MINUTE, "4 d"],
    [-2 * HOUR, "2 h"],
    [12 * HOUR + 2 * MINUTE, "12 h"],
    [26 * HOUR + 59 * MINUTE, "26 h"],
  ])("writes %i microseconds as %s: two units at most, rounded down", (span, words) => {
    expect(formatDuration(span)).toBe(words);
  });

  it.each([
    [1, "1 min"],
    [12 * HOUR + MINUTE, "13 h"],
    [23 * HOUR + MINUTE, "24 h"],
    [47 * HOUR + MINUTE, "2 d"],
    [HOUR, "1 h"],
  ])("rounds %i up to %s where a bound must not be shown too small", (span, words) => {
    expect(formatDuration(span, { round: "up" })).toBe(words);
  });

  it("says before and after now in words", () => {
    expect(formatRelative("2025-11-14T12:00:00Z", "2025-11-14T12:12:30Z")).toBe("12 min ago");
    expect(formatRelative("2025-11-14T14:28:00Z", "2025-11-14T12:00:00Z")).toBe("in 2 h 28 min");
    expect(formatRelative("2025-11-14T12:00:10Z", "2025-11-14T12:00:00Z")).toBe("just now");
  });

  it("shows how long a look took, never zero", () => {
    expect(formatTook(1_240_000)).toBe("1.2 s");
    expect(formatTook(48_200)).toBe("48 ms");
    expect(formatTook(10)).toBe("1 ms");
  });
});
