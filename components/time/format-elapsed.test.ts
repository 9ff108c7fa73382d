import { expect, test } from "vitest";
import { formatElapsed } from "./format-elapsed.ts";

test("what goes on is told in at most two units, and never as negative", () => {
  const since = (seconds: number) =>
    formatElapsed("2026-01-01T00:00:00.000Z", new Date(1767225600000 + seconds * 1000).toISOString());
  expect([-3, 8, 125, 3_780].map(since)).toEqual(["0 s", "8 s", "2 min 5 s", "1 h 3 min"]);
});
