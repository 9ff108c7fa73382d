import fc from "fast-check";
import { expect, test } from "vitest";
import { instant } from "../instant.ts";
import { attestRefusals, sightingRefusals } from "./attest.ts";
import type { Means, Tier } from "./layer.ts";
import { attestation, COVERAGE, claim, INPUT } from "./verdict/verdict-fixture.ts";
import { verdict } from "./verdict.ts";

const item = (tier: Tier, observe: Means) => ({ tier, observe, claims: [claim(2_000)], freshness: 100 });

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

test("whatever is refused here could not make the item Attested, and what is taken does", () => {
  const tiers = fc.constantFrom<Tier>(0, 1, 2, 3);
  const means = fc.constantFrom<Means>("connector", "snapshot", "manual", "none");
  const times = fc.integer({ min: 1_500, max: 4_500 });
  fc.assert(
    fc.property(tiers, means, times, fc.boolean(), (tier, observe, seenAt, claimed) => {
      const claims = claimed ? [claim(2_000)] : [];
      const coverage = { ...COVERAGE, observe };
      const seen = { saw: "absent" as const, seenAt: instant(seenAt) };
      const about = { tier, observe, claims, freshness: COVERAGE.freshness };
      const refused = [...attestRefusals(about), ...sightingRefusals(seen, about, INPUT.now)].length > 0;
      const word = attestation(seenAt, { recordedAt: INPUT.now });
      const { key } = verdict({ ...INPUT, tier, coverage, claims, attestations: [word] });
      expect(key === "attested").toBe(!refused);
    }),
  );
});
