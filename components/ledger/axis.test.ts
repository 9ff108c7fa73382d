import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "#lib/core/instant.ts";
import { axisAt, T0_AT, TICKS } from "./axis.ts";

describe("log time axis", () => {
  it("puts the effective end where the axis says, and later moments further right", () => {
    expect(axisAt(0)).toBe(T0_AT);
    const places = [0, MINUTE, HOUR, 4 * HOUR, DAY, 7 * DAY, 30 * DAY].map(axisAt);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(new Set(places).size).toBe(places.length);
  });

  it("puts what was removed before the effective end to its left", () => {
    expect(axisAt(-2 * MINUTE)).toBeLessThan(T0_AT);
  });

  it("never leaves the axis, however long an exposure is", () => {
    expect(axisAt(4000 * DAY)).toBeLessThanOrEqual(97);
    expect(axisAt(-4000 * DAY)).toBeGreaterThanOrEqual(2.5);
  });

  it("leaves room between ticks for their names", () => {
    const gaps = TICKS.slice(1).map((tick, index) => axisAt(tick.span) - axisAt(TICKS[index]?.span ?? 0));
    // 252 px wide at 1440: 11 px type needs about 28 px a name.
    expect(Math.min(...gaps) * 2.52).toBeGreaterThan(28);
  });
});
