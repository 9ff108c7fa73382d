import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VERDICT_GROUP, VERDICTS } from "../access/verdict-key.ts";
import { MINUTE, SECOND } from "../instant.ts";
import { type AfterStep, afterStep } from "./after-step.ts";
import { backoff, boundedPause, WAIT_MAX } from "./backoff.ts";

describe("waiting before another try", () => {
  test("doubles from one second to a quarter of an hour, and jitters over the upper half only", () => {
    expect([0, 1, 2, 5].map((attempts) => backoff(attempts, 1))).toEqual([SECOND, 2 * SECOND, 4 * SECOND, 32 * SECOND]);
    expect(backoff(3, 0)).toBe(4 * SECOND);
    expect(backoff(3, 0.5)).toBe(6 * SECOND);
    expect(backoff(10, 1)).toBe(15 * MINUTE);
    expect(backoff(1_000, 0)).toBe(WAIT_MAX / 2);
    expect(backoff(-5, 1)).toBe(SECOND);
  });

  test.each([
    ["nothing", 0, SECOND],
    ["a time in the past", -5 * SECOND, SECOND],
    ["a minute", MINUTE, MINUTE],
    ["thirty years", 1e9 * SECOND, 15 * MINUTE],
    ["for ever", Number.POSITIVE_INFINITY, 15 * MINUTE],
    ["no number", Number.NaN, 15 * MINUTE],
    ["a fraction", 1_500_000.4, 1_500_000],
  ])("a Retry-After of %s is bounded", (_name, asked, expected) => {
    expect(boundedPause(asked)).toBe(expected);
  });

  test("is always a whole number of microseconds between half a second and a quarter of an hour", () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
        const wait = backoff(attempts, random);
        expect(Number.isInteger(wait) && wait >= SECOND / 2 && wait <= WAIT_MAX).toBe(true);
      }),
    );
  });
});

const acted: AfterStep = {
  kind: "act",
  claimed: "removed",
  looked: null,
  verdict: "reported_removed",
  reason: "awaiting_look",
  attempts: 1,
  attemptsMax: 8,
  acts: 1,
  retryAfter: null,
  freshness: 0,
  endsIn: null,
  mayAct: true,
  random: 1,
};
const observed: AfterStep = { ...acted, kind: "observe", claimed: null };
const red = { looked: "usable", verdict: "still_present", reason: "claim_contradicted" } as const;

describe("what follows a step", () => {
  test("an act whose effect shows later is looked at once freshness has passed", () => {
    expect(afterStep({ ...acted, freshness: 30 * SECOND })).toEqual({ kind: "observe", after: 30 * SECOND });
  });

  test("an act without an answer is tried again, which begins with a look", () => {
    expect(afterStep({ ...acted, claimed: "attempted", freshness: 30 * SECOND })).toEqual({
      kind: "again",
      after: 2 * SECOND,
      counts: true,
    });
  });

  test("seen usable after an act: the act again; after a look: an act at once, where acting is switched on", () => {
    expect(afterStep({ ...acted, ...red })).toEqual({ kind: "again", after: 2 * SECOND, counts: true });
    expect(afterStep({ ...observed, ...red })).toEqual({ kind: "act", after: 0 });
    expect(afterStep({ ...observed, ...red, mayAct: false })).toEqual({ kind: "person" });
  });

  test("a pause that the target asks for is kept, bounded, and counts as no attempt", () => {
    expect(afterStep({ ...acted, retryAfter: 90 * MINUTE, attempts: 8 })).toEqual({
      kind: "again",
      after: 15 * MINUTE,
      counts: false,
    });
  });

  test.each([
    ["refused", { ...acted, claimed: "refused", verdict: "in_progress", reason: "act_refused" }],
    ["failed for certain", { ...acted, claimed: "failed", verdict: "in_progress", reason: "act_failed" }],
    ["tried too often", { ...acted, ...red, attempts: 8 }],
    [
      "looked at too often",
      { ...observed, looked: "unknown", verdict: "cannot_check", reason: "look_failed", attempts: 8 },
    ],
    ["acted on too often by one step after the other", { ...observed, ...red, acts: 8 }],
    [
      "seen gone by somebody too close",
      { ...acted, looked: "gone", verdict: "self_checked", reason: "seen_by_too_close" },
    ],
    ["granted again by a rule", { ...acted, looked: "gone", verdict: "latent", reason: "rule_revives" }],
    ["expiring at a time nobody knows", { ...observed, verdict: "expires_by", reason: "ends_by_itself" }],
    ["seen gone too early too often", { ...observed, looked: "gone", attempts: 8 }],
    [
      "left disabled where nothing may act",
      { ...observed, looked: "gone", verdict: "latent", reason: "lingers_disabled", mayAct: false },
    ],
  ] as const)("%s goes to a person", (_name, after) => {
    expect(afterStep(after)).toEqual({ kind: "person" });
  });

  test("a look that settles nothing is made again", () => {
    const blind = { ...observed, looked: "unknown", verdict: "cannot_check", reason: "look_failed" } as const;
    expect(afterStep(blind)).toEqual({ kind: "again", after: 2 * SECOND, counts: true });
  });

  test("seen gone before freshness had passed it is looked at again, not left open", () => {
    expect(afterStep({ ...acted, looked: "gone", freshness: 30 * SECOND })).toEqual({
      kind: "observe",
      after: 30 * SECOND,
    });
    expect(afterStep({ ...observed, looked: "gone" })).toEqual({ kind: "observe", after: 2 * SECOND });
  });

  test("found disabled where it must be absent, it is acted on again", () => {
    const lingers = { looked: "gone", verdict: "latent", reason: "lingers_disabled" } as const;
    expect(afterStep({ ...acted, ...lingers })).toEqual({ kind: "again", after: 2 * SECOND, counts: true });
    expect(afterStep({ ...observed, ...lingers })).toEqual({ kind: "act", after: 2 * SECOND });
  });

  test("latent by its siblings it waits for their steps", () => {
    expect(afterStep({ ...acted, looked: "gone", verdict: "latent", reason: "sibling_revives" })).toEqual({
      kind: "ended",
    });
  });

  test("what ends by itself is looked at just after it should have", () => {
    const ending = { ...observed, verdict: "expires_by", reason: "ends_by_itself" } as const;
    expect(afterStep({ ...ending, endsIn: MINUTE })).toEqual({ kind: "observe", after: MINUTE + SECOND });
    expect(afterStep({ ...ending, endsIn: -MINUTE })).toEqual({ kind: "observe", after: SECOND });
    expect(afterStep({ ...ending, endsIn: 1e12 * SECOND })).toEqual({ kind: "observe", after: 86_400 * SECOND });
  });

  test.each(VERDICTS)("an item that reads %s is never left open with nobody going on", (verdict) => {
    const next = afterStep({ ...acted, verdict, reason: "act_unanswered" });
    expect(next.kind === "ended").toBe(VERDICT_GROUP[verdict] !== "open");
  });
});
