import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "../../instant.ts";
import { PASSING } from "../passing.ts";
import { verdict } from "../verdict.ts";
import type { Verdict } from "../verdict-input.ts";
import { VERDICT_GROUP } from "../verdict-key.ts";
import { at, input, maybeAt, observation } from "./testing/arbitraries.ts";
import { claim, INPUT, look } from "./verdict-fixture.ts";

const runs = { numRuns: 3_000 };

describe("an account found where the connection led before", () => {
  const left = { ...INPUT, claims: [claim(1_200)], placeSince: instant(2_000), foundHereAt: null };

  test("is Cannot check where its id is not there, and where it is somebody else's", () => {
    for (const presence of ["absent", "active"] as const) {
      const made = verdict({ ...left, observations: [look(1_500, "disabled"), look(3_000, presence)] });
      expect(made).toMatchObject({ key: "cannot_check", reason: "leads_elsewhere", falseClosure: false });
    }
  });

  test("is looked at like any other once the person is found with it", () => {
    const observations = [look(3_000, "active"), look(3_500, "disabled")];
    const made = verdict({ ...left, foundHereAt: instant(3_000), observations });
    expect(made.key).toBe("verified_disabled");
  });
});

/** What decides anything: evidence of what was once seen is kept beside it. */
function decided({ key, reason, until, validUntil, firstSeenGoneAt }: Verdict) {
  return { key, reason, until, validUntil, firstSeenGoneAt };
}

describe("verdict, for any facts, where the connection leads elsewhere since some time", () => {
  const moved = fc
    .record({ facts: input, placeSince: at, foundHereAt: maybeAt })
    .map(({ facts, ...place }) => ({ ...facts, ...place }));

  test("a look from before never changes the verdict of what was found", () => {
    fc.assert(
      fc.property(moved, observation, at, (drawn, look, foundAt) => {
        const attestations = drawn.attestations.filter(({ seenAt }) => seenAt > drawn.placeSince);
        const facts = { ...drawn, foundAt, attestations };
        const startedAt = instant(Math.min(look.startedAt, facts.placeSince));
        const earlier = { ...look, startedAt, endedAt: startedAt };
        const made = verdict({ ...facts, observations: [...facts.observations, earlier] });
        expect(decided(made)).toEqual(decided(verdict(facts)));
      }),
      runs,
    );
  });

  test("a look from before lets nothing pass that does not pass without it, attested or never found", () => {
    fc.assert(
      fc.property(moved, observation, (facts, look) => {
        const startedAt = instant(Math.min(look.startedAt, facts.placeSince));
        const earlier = { ...look, startedAt, endedAt: startedAt };
        const made = verdict({ ...facts, observations: [...facts.observations, earlier] });
        if (PASSING.has(made.key)) expect(PASSING.has(verdict(facts).key)).toBe(true);
      }),
      runs,
    );
  });

  test("no look at all verifies what was found before, until the person is found with it again", () => {
    fc.assert(
      fc.property(moved, (drawn) => {
        const facts = { ...drawn, foundAt: instant(0), foundHereAt: null };
        expect(["verified", "outside"]).not.toContain(VERDICT_GROUP[verdict(facts).key]);
      }),
      runs,
    );
  });
});
