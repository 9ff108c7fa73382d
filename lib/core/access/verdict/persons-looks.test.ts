import fc from "fast-check";
import { expect, test } from "vitest";
import { instant } from "../../instant.ts";
import { GOALS } from "../goal.ts";
import { INDEPENDENCE } from "../observation.ts";
import { verdict } from "../verdict.ts";
import { VERDICT_GROUP } from "../verdict-key.ts";
import { claim, INPUT, look } from "./verdict-fixture.ts";

const own = look(3_000, "absent", { independence: "self" });
const seen = look(3_500, "absent", { independence: "other_person", origin: "person" });
const input = { ...INPUT, claims: [claim(2_000)] };

test("a look from too close reads Self-checked, until another person has seen it gone too", () => {
  expect(verdict({ ...input, observations: [own] }).key).toBe("self_checked");
  const lifted = verdict({ ...input, observations: [own, seen] });
  expect(lifted).toMatchObject({ key: "verified_removed", firstSeenGoneAt: 3_510 });
});

test("another person's look alone reads Self-checked, on every tier", () => {
  for (const tier of [0, 1, 2, 3] as const)
    expect(verdict({ ...input, tier, minIndependence: "self", observations: [seen] }).key).toBe("self_checked");
});

test("a person who acted lifts nothing, nor does one where no machine looks, nor a machine from before the last claim", () => {
  const again = { ...seen, independence: "self" } as const;
  expect(verdict({ ...input, observations: [own, again] }).key).toBe("self_checked");
  const coverage = { ...INPUT.coverage, observe: "none" } as const;
  expect(verdict({ ...input, coverage, observations: [own, seen] }).key).toBe("self_checked");
  const later = [claim(2_000), claim(3_200)];
  expect(verdict({ ...input, claims: later, observations: [own, seen] }).key).toBe("self_checked");
});

test("a person who saw it usable outweighs every look before", () => {
  const usable = look(5_500, "active", { independence: "other_person", origin: "person" });
  const observations = [look(3_000, "absent"), usable];
  expect(verdict({ ...input, observations, now: instant(6_000) }).key).toBe("came_back");
});

test("what people alone saw never makes green, whoever they are, whatever they say was there and on whatever tier", () => {
  const people = fc.array(
    fc
      .record({
        at: fc.integer({ min: 1, max: 3_900 }),
        presence: fc.constantFrom("active", "disabled", "absent", "unknown"),
        independence: fc.constantFrom(...INDEPENDENCE),
        completeness: fc.constantFrom("lookup", "complete"),
      } as const)
      .map(({ at, presence, ...more }) => look(at, presence, { ...more, origin: "person" })),
    { minLength: 1, maxLength: 5 },
  );
  const facts = fc.record({
    tier: fc.constantFrom(0, 1, 2, 3),
    goal: fc.constantFrom(...GOALS),
    claims: fc.array(
      fc.integer({ min: 1, max: 3_900 }).map((at) => claim(at)),
      { maxLength: 2 },
    ),
    observations: people,
    observe: fc.constantFrom("connector", "snapshot", "manual", "none"),
  } as const);
  fc.assert(
    fc.property(facts, ({ observe, ...drawn }) => {
      const coverage = { ...INPUT.coverage, observe };
      const { key } = verdict({ ...INPUT, ...drawn, coverage, minIndependence: "self" });
      expect(VERDICT_GROUP[key]).not.toBe("verified");
    }),
    { numRuns: 3_000 },
  );
});

test("a machine that looks later does not make an earlier person's word proof: what was false from the start stays so", () => {
  const word = look(3_000, "absent", { independence: "other_person", origin: "person" });
  const usable = look(3_500, "active");
  const before = verdict({ ...input, observations: [word, usable], now: instant(4_000) });
  const after = verdict({ ...input, observations: [word, usable, look(5_000, "absent")], now: instant(6_000) });
  expect([before.falseClosure, after.falseClosure]).toEqual([true, true]);
});
