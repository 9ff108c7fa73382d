import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, instant, plus } from "../instant.ts";
import { EXCEPTION_MAX, exceptionEndRefusals, holdEndRefusals } from "./exception-policy.ts";
import type { Tier } from "./layer.ts";
import { AT, claim, INPUT, look } from "./verdict/verdict-fixture.ts";
import { verdict } from "./verdict.ts";

const NOW = instant(1_000_000);
const tiers = fc.constantFrom<Tier>(0, 1, 2, 3);

test("every exception has an end ahead of it and within its tier's time", () => {
  fc.assert(
    fc.property(tiers, fc.integer({ min: -400 * DAY, max: 400 * DAY }), (tier, span) => {
      const codes = exceptionEndRefusals(plus(NOW, span), tier, NOW).map(({ code }) => code);
      const expected = span <= 0 ? "exception_without_end" : span > EXCEPTION_MAX[tier] ? "exception_too_long" : null;
      expect(codes).toEqual(expected === null ? [] : [expected]);
    }),
  );
});

test("more harm, less time", () => {
  expect(EXCEPTION_MAX[0]).toBeLessThan(EXCEPTION_MAX[1]);
  expect(EXCEPTION_MAX[1]).toBeLessThan(EXCEPTION_MAX[2]);
  expect(EXCEPTION_MAX[2]).toBeLessThan(EXCEPTION_MAX[3]);
});

test("a hold ends ahead, within ten years", () => {
  expect(holdEndRefusals(NOW, NOW)).toMatchObject([{ code: "exception_without_end" }]);
  expect(holdEndRefusals(plus(NOW, 3651 * DAY), NOW)).toMatchObject([{ code: "exception_too_long" }]);
  expect(holdEndRefusals(plus(NOW, 365 * DAY), NOW)).toEqual([]);
});

test("an exception cures no earlier miss: what was seen stays, and the verdict is back when it ends", () => {
  const claims = [claim(2_000)];
  const observations = [look(6_000, "active")];
  const input = { ...INPUT, claims, observations, now: instant(7_000) };
  const before = verdict(input);
  const exception = {
    approvedAt: instant(6_500),
    until: instant(8_000),
    requestedBy: "anna",
    approvedBy: "ben",
    reason: "digest",
  };
  const during = verdict({ ...input, exception });
  expect(before).toMatchObject({ key: "still_present", falseClosure: true });
  expect(during).toMatchObject({ key: "excepted_until", until: 8_000, validUntil: 8_000, falseClosure: true });
  expect(during.lastSeenUsableAt).toBe(before.lastSeenUsableAt);
  expect(during.lastSeenUsableAt).toBeGreaterThan(AT.due);
  expect(verdict({ ...input, exception, now: instant(8_001) }).key).toBe("still_present");
});
