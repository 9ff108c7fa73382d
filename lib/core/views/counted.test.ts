import { expect, test } from "vitest";
import { COUNTED_MAX, countedUpTo, countedWord } from "./counted.ts";

test("a count is exact up to the limit and says beyond it that there are more", () => {
  expect(countedWord(countedUpTo(0))).toBe("0");
  expect(countedWord(countedUpTo(COUNTED_MAX))).toBe("1,000");
  expect(countedWord(countedUpTo(COUNTED_MAX + 1))).toBe("1,000+");
});
