import { expect, test } from "vitest";
import { periodWords } from "./period-words.ts";

const words = (from: string | null, to: string | null, first: string | null = null, last: string | null = null) =>
  periodWords({ period: { from, to }, firstClaimIso: first, lastClaimIso: last });

test.each([
  ["2025-11-01", "2025-11-18", "1 – 18 Nov 2025 (UTC)"],
  ["2025-10-28", "2025-11-18", "28 Oct – 18 Nov 2025 (UTC)"],
  ["2025-12-28", "2026-01-03", "28 Dec 2025 – 3 Jan 2026 (UTC)"],
  ["2025-11-18", "2025-11-18", "18 Nov 2025 (UTC)"],
  ["2025-11-01", null, "since 1 Nov 2025 (UTC)"],
  [null, "2025-11-18", "until 18 Nov 2025 (UTC)"],
])("a period from %s to %s reads %s, whatever lies in it", (from, to, said) => {
  expect(words(from, to)).toBe(said);
  expect(words(from, to, "2025-11-03T10:00:00.000Z", "2025-11-04T10:00:00.000Z")).toBe(said);
});

test("without a period the days of the first and the last task are said, in UTC", () => {
  expect(words(null, null, "2025-10-31T23:59:59.000Z", "2025-11-18T00:00:00.000Z")).toBe("31 Oct – 18 Nov 2025 (UTC)");
  expect(words(null, null)).toBe("no claims yet");
});
