import { expect, test } from "vitest";
import { countWord, progressWords } from "./account-words.ts";

test("a count that was not counted to its end never reads as exact", () => {
  expect(countWord({ count: 10_000, more: true })).toBe("10,000+");
  expect(countWord({ count: 10_000, more: false })).toBe("10,000");
});

test("progress says of how many only where the target counts", () => {
  expect(progressWords({ rows: 12_000, pages: 12, total: 1_000_000 })).toBe("12,000 of 1,000,000 accounts, 12 pages");
  expect(progressWords({ rows: 1, pages: 1, total: null })).toBe("1 account, 1 page");
});
