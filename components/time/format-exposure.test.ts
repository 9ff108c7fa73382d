import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "#lib/core/instant.ts";
import type { ExposureView } from "#lib/core/views/exposure.ts";
import { formatExposure, spokenExposure } from "./format-exposure.ts";

const span = (lowerMicros: number, upperMicros: number, state: ExposureView["state"] = "ended"): ExposureView => ({
  state,
  lowerMicros,
  upperMicros,
  tail: "usable",
});

describe("exposure", () => {
  it.each([
    [span(3 * DAY + 23 * HOUR, 4 * DAY, "running"), "3 d 23 h – 4 d\u00a0+"],
    [span(4 * DAY, 4 * DAY + 2 * MINUTE, "running"), "4 d\u00a0+"],
    [span(20 * HOUR, 31 * HOUR), "20 – 31 h"],
    [span(2 * HOUR, 7 * HOUR), "2 – 7 h"],
    [span(2 * HOUR + 4 * MINUTE, 2 * HOUR + 6 * MINUTE, "running"), "2 h 4 – 6 min\u00a0+"],
    [span(MINUTE, 2 * HOUR), "1 min – 2 h"],
    [span(0, 24 * MINUTE), "0 – 24 min"],
    [span(12 * HOUR, 12 * HOUR + SECOND), "12 h 0 – 1 min"],
    [span(12 * HOUR, 12 * HOUR + 9 * MINUTE, "running"), "12 h\u00a0+"],
    [span(0, 0, "not_due"), "Not due"],
  ])("shows lower and upper, and a plus while it runs", (exposure, words) => {
    expect(formatExposure(exposure)).toBe(words);
  });

  it("rounds an ended upper end up, so access is never shown shorter than it may have been", () => {
    expect(formatExposure(span(0, 23 * MINUTE + SECOND))).toBe("0 – 24 min");
  });

  it("says the same to a screen reader without signs", () => {
    expect(spokenExposure(span(8 * HOUR, 4 * DAY, "running"))).toBe("Exposed between 8 h and 4 d and counting");
  });
});
