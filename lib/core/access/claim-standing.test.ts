import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "../instant.ts";
import { CLAIM_STANDINGS, claimStanding, toolStanding } from "./claim-standing.ts";
import { INDEPENDENCE, type Observation } from "./observation.ts";
import { isFarEnough, sightOf } from "./verdict/sight.ts";
import { claim, INPUT, look } from "./verdict/verdict-fixture.ts";
import type { VerdictInput } from "./verdict-input.ts";

/** Claimed at 2,000; freshness is 100, so that looks count from 2,101 on. */
const SAID = claim(2_000);
const judge = (observations: readonly Observation[], more: Partial<VerdictInput> = {}) =>
  claimStanding(SAID, { ...INPUT, claims: [SAID], observations, ...more });

describe("a claim of removal", () => {
  test.each([
    ["seen usable after freshness", [look(2_101, "active")], "contradicted", "claim_contradicted"],
    ["found under a new id", [look(2_101, "absent", { facts: { recreatedAs: "n" } })], "contradicted", "recreated"],
    [
      "seen usable by a partial look",
      [look(2_101, "active", { completeness: "partial" })],
      "contradicted",
      "claim_contradicted",
    ],
    ["seen gone after freshness", [look(2_101, "absent")], "confirmed", "seen_gone"],
    ["seen disabled where that is the goal", [look(2_101, "disabled")], "confirmed", "seen_gone"],
    ["seen usable within freshness alone", [look(2_100, "active")], "awaiting_look", "awaiting_look"],
    ["seen gone within freshness alone", [look(2_100, "absent")], "awaiting_look", "awaiting_look"],
    ["looked at in vain", [look(2_101, "unknown")], "cannot_check", "look_unknown"],
    ["a look that failed", [look(2_101, "absent", { completeness: "failed" })], "cannot_check", "look_failed"],
    [
      "missing from a partial listing",
      [look(2_101, "absent", { completeness: "partial" })],
      "cannot_check",
      "look_partial",
    ],
    [
      "seen gone by whoever acted",
      [look(2_101, "absent", { independence: "self" })],
      "cannot_check",
      "seen_by_too_close",
    ],
    [
      "gone, but a rule grants it again",
      [look(2_101, "absent", { facts: { revivedByRule: true } })],
      "cannot_check",
      "rule_revives",
    ],
    ["seen gone by a clock ahead of ours", [look(9_000, "absent")], "awaiting_look", "awaiting_look"],
    ["not looked at", [], "awaiting_look", "awaiting_look"],
  ] as const)("%s", (_what, looks, standing, reason) => {
    expect(judge(looks)).toMatchObject({ standing, reason });
  });

  test("disabled where it should be gone is not confirmed", () => {
    expect(judge([look(2_101, "disabled")], { goal: "absent" })).toMatchObject({
      standing: "cannot_check",
      reason: "lingers_disabled",
    });
    const later = [look(2_101, "disabled"), look(2_500, "absent")];
    expect(judge(later, { goal: "absent" })).toMatchObject({ standing: "confirmed" });
    const back = [look(2_101, "absent"), look(2_500, "disabled")];
    expect(judge(back, { goal: "absent" })).toMatchObject({ standing: "cannot_check" });
  });

  test("a look that overlaps a usable one confirms nothing", () => {
    const usable = look(2_050, "active", { endedAt: instant(2_200) });
    expect(judge([usable, look(2_150, "absent")])).toMatchObject({ standing: "awaiting_look" });
    expect(judge([usable, look(2_201, "absent")])).toMatchObject({ standing: "confirmed" });
  });

  test("once contradicted it stays so, whatever is seen later; the newest contradicting look is named", () => {
    const looks = [look(2_101, "active"), look(2_500, "active"), look(3_000, "absent")];
    expect(judge(looks)).toMatchObject({ standing: "contradicted", cameBack: false, look: { startedAt: 2_500 } });
  });

  test("confirmed first and usable again afterwards is told apart as come back", () => {
    const looks = [look(2_101, "absent"), look(3_000, "active")];
    expect(judge(looks)).toMatchObject({
      standing: "contradicted",
      cameBack: true,
      reason: "usable_after_verified",
    });
    const tooClose = [look(2_101, "absent", { independence: "self" }), look(3_000, "active")];
    expect(judge(tooClose)).toMatchObject({ cameBack: false });
  });

  test("nobody looks for as long as a look would hold, or can look at all: it cannot be checked", () => {
    expect(judge([], { now: instant(12_100) })).toMatchObject({ standing: "awaiting_look", until: 12_100 });
    expect(judge([], { now: instant(12_101) })).toMatchObject({ standing: "cannot_check", reason: "not_read" });
    const blind = { ...INPUT.coverage, observe: "none" } as const;
    expect(judge([], { coverage: blind })).toMatchObject({ standing: "cannot_check", reason: "no_means_to_look" });
  });

  test.each(["attempted", "failed", "refused", "still_present"] as const)("%s claims nothing gone", (state) => {
    expect(claimStanding(claim(2_000, state), INPUT)).toBeNull();
  });
});

describe("the claims of one tool on one item", () => {
  const together = (claims: readonly ReturnType<typeof claim>[], observations: readonly Observation[]) =>
    toolStanding(claims, { ...INPUT, claims, observations });

  test("count once: as the latest stands, until one of them is contradicted", () => {
    const claims = [claim(2_000), claim(3_000)];
    expect(together(claims, [look(2_500, "absent")])).toMatchObject({
      standing: "awaiting_look",
      claim: { at: 3_000 },
    });
    expect(together(claims, [look(3_500, "absent")])).toMatchObject({ standing: "confirmed", claim: { at: 3_000 } });
    const contradicted = [look(2_500, "active"), look(3_500, "absent")];
    expect(together(claims, contradicted)).toMatchObject({ standing: "contradicted", claim: { at: 2_000 } });
  });

  test("a claim that was false from the start decides before one that was confirmed and came back", () => {
    const claims = [claim(1_000), claim(2_000)];
    const looks = [look(1_200, "absent"), look(2_500, "active")];
    expect(together(claims, looks)).toMatchObject({ cameBack: false, claim: { at: 2_000 } });
  });

  test("nothing is said gone, nothing counts", () => {
    expect(together([claim(2_000, "failed")], [])).toBeNull();
  });
});

/** Few distinct times, so that ties, overlaps and edges of freshness come up all the time. */
const at = fc.integer({ min: 0, max: 40 }).map(instant);
const looks = fc.array(
  fc
    .record({
      startedAt: at,
      took: fc.nat(5),
      presence: fc.constantFrom("active", "disabled", "absent", "unknown"),
      completeness: fc.constantFrom("lookup", "complete", "partial", "failed"),
      independence: fc.constantFrom(...INDEPENDENCE),
      origin: fc.constantFrom("direct_read", "file_from_person"),
      facts: fc.constantFrom({}, {}, {}, { recreatedAs: "n" }, { effective: false }, { revivedByRule: true }),
    } as const)
    .map(({ took, ...one }): Observation => ({ ...one, endedAt: instant(one.startedAt + took) })),
  { maxLength: 7 },
);
const situation = fc
  .record({
    goal: fc.constantFrom("disabled", "absent", "invalidated", "reassigned"),
    tier: fc.constantFrom(0, 1, 2, 3),
    freshness: fc.nat(5),
    staleAfter: fc.nat(60),
    observe: fc.constantFrom("connector", "snapshot", "manual", "none"),
    claims: fc.array(
      fc.record({ at, state: fc.constantFrom("removed", "already_absent", "failed", "attempted") } as const),
      { minLength: 1, maxLength: 4 },
    ),
    observations: looks,
    now: at,
  } as const)
  .map(
    ({ freshness, staleAfter, observe, claims, ...rest }): VerdictInput => ({
      ...INPUT,
      ...rest,
      coverage: { ...INPUT.coverage, freshness, staleAfter, observe },
      claims: claims.map((one) => claim(one.at, one.state)),
    }),
  );
const runs = { numRuns: 3_000 };

describe("the standing, for any facts", () => {
  test("is confirmed only by a complete, independent look that began after claim and freshness, and none saw it usable", () => {
    fc.assert(
      fc.property(situation, (input) => {
        for (const said of input.claims) {
          const found = claimStanding(said, input);
          if (found === null) continue;
          expect(CLAIM_STANDINGS).toContain(found.standing);
          if (found.standing !== "confirmed") continue;
          const { look: seen } = found;
          expect(seen?.startedAt).toBeGreaterThan(said.at + input.coverage.freshness);
          expect(seen !== null && sightOf(seen, input) === "met" && isFarEnough(seen, input)).toBe(true);
          expect(["partial", "failed"]).not.toContain(seen?.completeness);
        }
      }),
      runs,
    );
  });

  test("is contradicted exactly when a look that began after claim and freshness saw it usable", () => {
    fc.assert(
      fc.property(situation, (input) => {
        for (const said of input.claims) {
          const found = claimStanding(said, input);
          if (found === null) continue;
          const usable = input.observations.some(
            (seen) => seen.startedAt > said.at + input.coverage.freshness && sightOf(seen, input) === "usable",
          );
          expect(found.standing === "contradicted").toBe(usable);
        }
      }),
      runs,
    );
  });

  test("does not depend on the order of facts, nor on facts that arrive twice", () => {
    const shuffled = situation.chain((input) =>
      fc.record({
        input: fc.constant(input),
        claims: fc.shuffledSubarray([...input.claims, ...input.claims], { minLength: input.claims.length * 2 }),
        observations: fc.shuffledSubarray([...input.observations, ...input.observations], {
          minLength: input.observations.length * 2,
        }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ input, claims, observations }) => {
        const plain = toolStanding(input.claims, input);
        const other = toolStanding(claims, { ...input, claims, observations });
        const said = (one: typeof plain) =>
          one && [
            one.standing,
            one.reason,
            one.cameBack,
            one.until,
            one.claim.at,
            one.look?.startedAt,
            one.look?.presence,
          ];
        expect(said(other)).toEqual(said(plain));
      }),
      runs,
    );
  });

  test("a further claim never takes a contradiction away", () => {
    fc.assert(
      fc.property(situation, at, (input, later) => {
        const before = toolStanding(input.claims, input);
        if (before?.standing !== "contradicted") return;
        const claims = [...input.claims, claim(later)];
        expect(toolStanding(claims, { ...input, claims })?.standing).toBe("contradicted");
      }),
      runs,
    );
  });
});
