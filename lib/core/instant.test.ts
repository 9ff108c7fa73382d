import { expect, test } from "vitest";
import { DAY, HOUR, instant, MINUTE, plus, plusBounded, SECOND } from "./instant.ts";

test("spans are whole microseconds", () => {
  expect([SECOND, MINUTE, HOUR, DAY]).toEqual([1e6, 60e6, 3_600e6, 86_400e6]);
});

test("a fraction or an unsafe number is no instant: it would reorder facts", () => {
  for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    expect(() => instant(wrong)).toThrow(`not a whole number of microseconds: ${wrong}`);
  }
  expect(instant(-5)).toBe(-5);
});

test("adding moves, refuses to leave the range, or stays at its edge when that is asked for", () => {
  expect(plus(instant(10), -3)).toBe(7);
  expect(() => plus(instant(10), Number.MAX_SAFE_INTEGER)).toThrow(RangeError);
  expect(plusBounded(instant(10), 5)).toBe(15);
  expect(plusBounded(instant(10), Number.POSITIVE_INFINITY)).toBe(Number.MAX_SAFE_INTEGER);
  expect(plusBounded(instant(10), Number.NEGATIVE_INFINITY)).toBe(Number.MIN_SAFE_INTEGER);
  expect(plusBounded(instant(10), 1.7)).toBe(11);
});
