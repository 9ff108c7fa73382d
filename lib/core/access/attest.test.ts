import fc from "fast-check";
import { expect, test } from "vitest";
import { instant } from "../instant.ts";
import { attestRefusals, sightingRefusals } from "./attest.ts";
import type { Means, Tier } from "./layer.ts";
import { attestation, COVERAGE, claim, INPUT, look } from "./verdict/verdict-fixture.ts";
import { verdict } from "./verdict.ts";

const item = (tier: Tier, observe: Means) => ({ tier, observe, claims: [claim(2_000)], freshness: 100, reason: null });

test.each([0, 1] as const)("tier %i needs a snapshot or an exception, whatever looks at it", (tier) => {
  for (const observe of ["manual", "none", "snapshot", "connector"] as const) {
    const [refusal] = attestRefusals(item(tier, observe));
    expect(refusal).toMatchObject({
      code: "attestation_refused",
      sentence: expect.stringMatching(/snapshot.*exception/),
    });
  }
});

test("what a connector or a snapshot shows takes nobody's word", () => {
  expect(attestRefusals(item(2, "connector"))).toMatchObject([{ code: "attestation_refused" }]);
  expect(attestRefusals(item(3, "snapshot"))).toMatchObject([{ code: "attestation_refused" }]);
  expect(attestRefusals(item(2, "none"))).toEqual([]);
  expect(attestRefusals({ ...item(2, "none"), claims: [claim(1, "still_present")] })).toMatchObject([
    { code: "second_person_required" },
  ]);
});

test("of what a connector answered and could not tell a second person's word counts, on tiers 2 and 3", () => {
  const told = (tier: Tier) => attestRefusals({ ...item(tier, "connector"), reason: "lifetime_unknown" });
  expect([told(2), told(3)]).toEqual([[], []]);
  expect(told(1)).toMatchObject([{ code: "attestation_refused" }]);
  for (const reason of ["look_failed", "look_partial", "look_unknown", "awaiting_look"] as const)
    expect(attestRefusals({ ...item(2, "connector"), reason })).toHaveLength(1);
});

test("whatever is refused here could not make the item Attested, and what is taken does", () => {
  const tiers = fc.constantFrom<Tier>(0, 1, 2, 3);
  const means = fc.constantFrom<Means>("connector", "snapshot", "manual", "none");
  const times = fc.integer({ min: 1_500, max: 4_500 });
  const answers = ["lookup", "complete", "partial", "failed"] as const;
  const looks = fc
    .tuple(fc.constantFrom(1_800, 2_050, 2_400), fc.constantFrom(...answers))
    .map(([at, completeness]) => [look(at, "unknown", { completeness })]);
  fc.assert(
    fc.property(tiers, means, times, fc.boolean(), looks, (tier, observe, seenAt, claimed, observations) => {
      const claims = claimed ? [claim(2_000)] : [];
      const coverage = { ...COVERAGE, observe };
      const seen = { saw: "absent" as const, seenAt: instant(seenAt) };
      const session = { ...INPUT, layer: "session", goal: "invalidated" } as const;
      const before = { ...session, tier, coverage, claims, observations: observe === "connector" ? observations : [] };
      const about = { tier, observe, claims, freshness: COVERAGE.freshness, reason: verdict(before).reason };
      const refused = [...attestRefusals(about), ...sightingRefusals(seen, about, INPUT.now)].length > 0;
      const word = attestation(seenAt, { recordedAt: INPUT.now });
      const { key } = verdict({ ...before, attestations: [word] });
      expect(key === "attested").toBe(!refused);
    }),
  );
});
