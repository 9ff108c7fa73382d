import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Instant, instant } from "../instant.ts";
import { attestRefusals } from "./attest.ts";
import type { Means, Tier } from "./layer.ts";
import { type Ability, type ConnectorReach, layerCoverage, type StatedLayer } from "./layer-coverage.ts";

const NOW = instant(100);
const BOTH: Ability = { act: true, observe: true };
const stated = (over: Partial<StatedLayer> = {}): StatedLayer => ({
  exists: "yes",
  existsUntil: null,
  act: "connector",
  observe: "connector",
  ...over,
});
const connector = (over: Partial<ConnectorReach> = {}): ConnectorReach => ({
  checkOk: true,
  abilities: [BOTH],
  ...over,
});

describe("how a layer is covered", () => {
  const byHand = stated({ act: "manual", observe: "none" });
  test.each([
    ["a connector that can do both", stated(), connector(), 0, "connector", "connector", false, null],
    ["a list looks", stated({ act: "manual", observe: "snapshot" }), null, 0, "manual", "snapshot", false, null],
    ["people, where their word counts", byHand, null, 2, "manual", "manual", false, "by_hand"],
    ["people, where it does not count", byHand, null, 1, "manual", "none", true, "tier_takes_no_word"],
    [
      "nobody knows, though people would look",
      stated({ exists: "unknown", act: "manual", observe: "none" }),
      null,
      3,
      ...(["manual", "none", true, "nobody_knows"] as const),
    ],
    ["a failed check", stated(), connector({ checkOk: false }), 0, "none", "none", true, "check_failed"],
    [
      "a check that learned less",
      stated(),
      connector({ abilities: [BOTH, { act: true, observe: false }] }),
      ...([0, "connector", "none", true, "connector_cannot_look"] as const),
    ],
    [
      "a connector that only looks",
      stated({ act: "manual" }),
      connector({ abilities: [{ act: false, observe: true }] }),
      ...([0, "manual", "connector", false, "connector_cannot_act"] as const),
    ],
    ["a connector this process does not know", stated(), null, 0, "none", "none", true, "connector_cannot_look"],
    [
      "attested not to exist",
      stated({ exists: "no", existsUntil: instant(101) }),
      connector(),
      ...([0, "none", "none", false, "attested_absent"] as const),
    ],
    [
      "a statement that has expired",
      stated({ exists: "no", existsUntil: NOW, act: "manual", observe: "none" }),
      null,
      ...([0, "manual", "none", true, "statement_expired"] as const),
    ],
  ] as const)("%s", (_name, layer, reach, tier, act, observe, blind, because) => {
    expect(layerCoverage(layer, reach, tier, NOW)).toMatchObject({ act, observe, blind, because });
  });
});

const means = fc.constantFrom<Means>("connector", "snapshot", "manual", "none");
const ability = fc.record({ act: fc.boolean(), observe: fc.boolean() });
const anyStated: fc.Arbitrary<StatedLayer> = fc.record({
  exists: fc.constantFrom("yes", "no", "unknown"),
  existsUntil: fc.option(fc.integer({ min: 90, max: 110 }).map((at): Instant => instant(at))),
  act: means,
  observe: means,
});
const anyReach = fc.option(
  fc.record({ checkOk: fc.constantFrom(true, false, null), abilities: fc.array(ability, { maxLength: 3 }) }),
);
const anyTier = fc.constantFrom<Tier>(0, 1, 2, 3);
const anything = fc.tuple(anyStated, anyReach, anyTier);

describe("whatever is stated", () => {
  test("a connector is shown only where it was stated, the check did not fail and no manifest says that it cannot", () => {
    fc.assert(
      fc.property(anything, ([layer, reach, tier]) => {
        const covered = layerCoverage(layer, reach, tier, NOW);
        for (const what of ["act", "observe"] as const) {
          if (covered[what] !== "connector") continue;
          expect(layer[what]).toBe("connector");
          expect(reach?.checkOk).not.toBe(false);
          expect(reach?.abilities.length).toBeGreaterThan(0);
          expect(reach?.abilities.every((one) => one[what])).toBe(true);
        }
      }),
    );
  });

  test("what may exist and nothing shows is blind, and nothing else is", () => {
    fc.assert(
      fc.property(anything, ([layer, reach, tier]) => {
        const covered = layerCoverage(layer, reach, tier, NOW);
        expect(covered.blind).toBe(covered.exists !== "no" && covered.observe === "none");
        if (covered.blind) expect(covered.because).not.toBeNull();
      }),
    );
  });

  test("only an attested no that still holds takes a layer out; unknown never reads as absent", () => {
    fc.assert(
      fc.property(anything, ([layer, reach, tier]) => {
        const holds = layer.exists === "no" && (layer.existsUntil === null || layer.existsUntil > NOW);
        expect(layerCoverage(layer, reach, tier, NOW).exists === "no").toBe(holds);
      }),
    );
  });

  test("one more source that says it cannot never widens what is shown", () => {
    fc.assert(
      fc.property(anything, ability, ([layer, reach, tier], more) => {
        const before = layerCoverage(layer, reach, tier, NOW);
        if (reach === null || reach.abilities.length === 0) return;
        const after = layerCoverage(layer, { ...reach, abilities: [...reach.abilities, more] }, tier, NOW);
        for (const what of ["act", "observe"] as const)
          if (before[what] !== "connector") expect(after[what]).not.toBe("connector");
        if (before.blind) expect(after.blind).toBe(true);
      }),
    );
  });

  test("people are shown only on tiers that take their word", () => {
    fc.assert(
      fc.property(anything, ([layer, reach, tier]) => {
        if (layerCoverage(layer, reach, tier, NOW).observe !== "manual") return;
        const refusals = attestRefusals({ tier, observe: layer.observe, claims: [], freshness: 0, reason: null });
        expect(refusals.map(({ code }) => code)).not.toContain("attestation_refused");
      }),
    );
  });
});
