import { expect, it } from "vitest";
import { instant } from "../instant.ts";
import { needsReading } from "./closing-read.ts";

const end = instant(1_000);

it("a system that was never read to its end must be read", () => {
  expect(needsReading({ readAt: null, lastClaimAt: null }, end)).toBe(true);
});

it("a read from before the effective end does not do: what was granted in between was not there yet", () => {
  expect(needsReading({ readAt: instant(999), lastClaimAt: null }, end)).toBe(true);
  expect(needsReading({ readAt: instant(1_000), lastClaimAt: null }, end)).toBe(false);
});

it("a read from before the last act does not do: what came back under another id would be missed", () => {
  expect(needsReading({ readAt: instant(2_000), lastClaimAt: instant(2_000) }, end)).toBe(true);
  expect(needsReading({ readAt: instant(2_001), lastClaimAt: instant(2_000) }, end)).toBe(false);
});
