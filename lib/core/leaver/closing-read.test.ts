import { expect, it } from "vitest";
import { instant } from "../instant.ts";
import { needsReading, readableFrom } from "./closing-read.ts";

const end = instant(1_000);

it("a system that was never read to its end must be read", () => {
  expect(needsReading({ readAt: null, lastClaimAt: null, freshness: 0 }, end)).toBe(true);
});

it("a read from before the effective end does not do: what was granted in between was not there yet", () => {
  expect(needsReading({ readAt: instant(999), lastClaimAt: null, freshness: 0 }, end)).toBe(true);
  expect(needsReading({ readAt: instant(1_000), lastClaimAt: null, freshness: 0 }, end)).toBe(false);
});

it("a read from before the last act does not do: what came back under another id would be missed", () => {
  expect(needsReading({ readAt: instant(2_000), lastClaimAt: instant(2_000), freshness: 0 }, end)).toBe(true);
  expect(needsReading({ readAt: instant(2_001), lastClaimAt: instant(2_000), freshness: 0 }, end)).toBe(false);
});

it("a list that shows an old state counts only once it shows the effective end and the last act", () => {
  const late = { lastClaimAt: null, freshness: 10 };
  expect(needsReading({ ...late, readAt: instant(1_009) }, end)).toBe(true);
  expect(needsReading({ ...late, readAt: instant(1_010) }, end)).toBe(false);
  const acted = { lastClaimAt: instant(2_000), freshness: 10 };
  expect(needsReading({ ...acted, readAt: instant(2_010) }, end)).toBe(true);
  expect(needsReading({ ...acted, readAt: instant(2_011) }, end)).toBe(false);
});

it("a reading at the moment that is named is one that counts, whatever was claimed before the end", () => {
  for (const lastClaimAt of [null, instant(10), instant(1_000), instant(5_000)]) {
    const read = { lastClaimAt, freshness: 7 };
    const from = readableFrom({ ...read, readAt: null }, end);
    expect(needsReading({ ...read, readAt: from }, end)).toBe(false);
    expect(needsReading({ ...read, readAt: instant(from - 1) }, end)).toBe(true);
  }
});
