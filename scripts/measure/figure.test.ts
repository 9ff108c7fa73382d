import { describe, expect, it } from "vitest";
import { goalText, holds, isRed, percent, quantile } from "./figure.mjs";

const figure = (value: number) => ({ value, goal: { least: 0.6, most: 1.2 }, red: { under: 0.4 } });

describe("a watched number", () => {
  it("holds only within its goal, both ends included", () => {
    expect([0.59, 0.6, 1.2, 1.21].map((value) => holds(figure(value)))).toEqual([false, true, true, false]);
  });

  it("is red only past its limit, and never for want of one", () => {
    expect([0.39, 0.4, 99].map((value) => isRed(figure(value)))).toEqual([true, false, false]);
    expect(isRed({ value: 99, goal: { most: 1 } })).toBe(false);
  });

  it("says its goal in words", () => {
    expect(goalText(figure(1))).toBe(">= 0.6 and <= 1.2");
  });

  it("takes the middle and the tail of what was counted, and nothing of nothing", () => {
    const values = [5, 1, 4, 2, 3, 10, 9, 8, 7, 6];
    expect([quantile(values, 0.5), quantile(values, 0.9), quantile(values, 1), quantile([], 0.5)]).toEqual([
      6, 10, 10, 0,
    ]);
    expect([percent(1, 3), percent(0, 0)]).toEqual([33.3, 0]);
  });
});
