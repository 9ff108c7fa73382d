import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DiscoveryCounts, sawEverybody } from "./discovery.ts";

const whole: DiscoveryCounts = { seen: 10, totalFirst: 10, totalLast: 10, incremental: false, unreadable: 0 };

describe("a full listing", () => {
  test("saw everybody when it has as many different accounts as the target counts", () => {
    expect(sawEverybody(whole)).toBe(true);
    expect(sawEverybody({ ...whole, totalFirst: null, totalLast: null })).toBe(true);
  });

  test.each([
    ["an account fewer than counted", { seen: 9 }],
    ["an account more than counted", { seen: 11 }],
    ["a count that moved while it was read", { totalFirst: 11 }],
    ["a count that was there at first alone", { totalLast: null }],
    ["a row that could not be read", { unreadable: 1 }],
    ["only what changed", { incremental: true }],
  ])("did not with %s", (_what, over) => expect(sawEverybody({ ...whole, ...over })).toBe(false));

  test("never saw everybody when accounts are missing from a count that stood still", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 1000 }), (seen, missing) => {
        const total = seen + missing;
        return !sawEverybody({ ...whole, seen, totalFirst: total, totalLast: total });
      }),
    );
  });
});
