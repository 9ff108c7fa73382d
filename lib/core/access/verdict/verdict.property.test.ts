import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "../../instant.ts";
import { verdict } from "../verdict.ts";
import { VERDICT_GROUP, VERDICTS, type VerdictKey } from "../verdict-key.ts";
import { VERDICT_REASON_WORD } from "../verdict-reason.ts";
import { claims, input, observation } from "./testing/arbitraries.ts";

const isGreen = (key: VerdictKey) => VERDICT_GROUP[key] === "verified";
const runs = { numRuns: 3_000 };

describe("verdict, for any facts", () => {
  test("is total: always one of the closed set, with a reason that has a sentence", () => {
    fc.assert(
      fc.property(input, (facts) => {
        const made = verdict(facts);
        expect(VERDICTS).toContain(made.key);
        expect(VERDICT_REASON_WORD).toHaveProperty(made.reason);
      }),
      runs,
    );
  });

  test("does not depend on the order of facts, nor on facts that arrive twice", () => {
    const shuffled = input.chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        claims: fc.shuffledSubarray([...facts.claims, ...facts.claims], { minLength: facts.claims.length * 2 }),
        observations: fc.shuffledSubarray([...facts.observations, ...facts.observations], {
          minLength: facts.observations.length * 2,
        }),
        attestations: fc.shuffledSubarray([...facts.attestations, ...facts.attestations], {
          minLength: facts.attestations.length * 2,
        }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ facts, ...again }) => {
        expect(verdict({ ...facts, ...again })).toEqual(verdict(facts));
      }),
      runs,
    );
  });

  test("is green only by a look that started after every claim and attempt plus freshness", () => {
    fc.assert(
      fc.property(input, (drawn) => {
        const facts = { ...drawn, foundAt: instant(0) };
        if (!isGreen(verdict(facts).key)) return;
        const cutoff = Math.max(
          ...facts.claims.map(({ at }) => at + facts.coverage.freshness),
          Number.NEGATIVE_INFINITY,
        );
        const early = facts.observations.filter(({ startedAt }) => startedAt <= cutoff);
        const late = facts.observations.filter(({ startedAt }) => startedAt > cutoff);
        expect(late).not.toEqual([]);
        // The late looks alone carry it: dropping the early ones that saw it gone must not matter.
        const withoutEarlyGone = early.filter(({ presence }) => presence === "active");
        expect(isGreen(verdict({ ...facts, observations: [...withoutEarlyGone, ...late] }).key)).toBe(true);
      }),
      runs,
    );
  });

  test("a claim or attempt at or after every look leaves nothing verified", () => {
    fc.assert(
      fc.property(input, fc.constantFrom("removed", "attempted", "refused"), (facts, state) => {
        const last = Math.max(0, ...facts.observations.map(({ startedAt }) => startedAt));
        const claim = { state, source: "ticket", at: instant(last), actor: "anna" } as const;
        expect(isGreen(verdict({ ...facts, claims: [...facts.claims, claim] }).key)).toBe(false);
      }),
      runs,
    );
  });

  test("partial, failed and unknown looks alone, and looks by `self` on tiers 0 and 1, never make green", () => {
    fc.assert(
      fc.property(input, (facts) => {
        const weak = facts.observations.filter(
          ({ completeness, presence, independence, facts: { expiresAt } }) =>
            expiresAt === undefined &&
            (completeness === "partial" ||
              completeness === "failed" ||
              presence === "unknown" ||
              (independence === "self" && facts.tier <= 1)),
        );
        expect(isGreen(verdict({ ...facts, observations: weak }).key)).toBe(false);
      }),
      runs,
    );
  });

  test("a look that proves nothing gone never turns an item green", () => {
    fc.assert(
      fc.property(input, observation, (drawn, look) => {
        const facts = { ...drawn, foundAt: instant(0) };
        const harmless = {
          ...look,
          facts: {},
          completeness: look.presence === "active" ? look.completeness : "partial",
        } as const;
        const before = verdict(facts).key;
        const after = verdict({ ...facts, observations: [...facts.observations, harmless] }).key;
        expect(isGreen(after) && !isGreen(before)).toBe(false);
      }),
      runs,
    );
  });

  test("a later fact never removes evidence: false closure stays, Tl never goes back", () => {
    fc.assert(
      fc.property(input, observation, claims, (facts, look, more) => {
        const before = verdict(facts);
        const end = Math.max(
          0,
          ...facts.observations.map(({ endedAt }) => endedAt),
          ...facts.claims.map(({ at }) => at),
        );
        const later = {
          ...look,
          startedAt: instant(end + 1 + look.startedAt),
          endedAt: instant(end + 1 + look.endedAt),
        };
        const laterClaims = more.map((claim) => ({ ...claim, at: instant(end + 1 + claim.at) }));
        const after = verdict({
          ...facts,
          observations: [...facts.observations, later],
          claims: [...facts.claims, ...laterClaims],
          now: instant(end + 200),
        });
        if (before.falseClosure) expect(after.falseClosure).toBe(true);
        expect(after.lastSeenUsableAt ?? -1).toBeGreaterThanOrEqual(before.lastSeenUsableAt ?? -1);
      }),
      runs,
    );
  });

  test("Tv, where there is one, lies after Tl; no exception and no hold ever makes green", () => {
    fc.assert(
      fc.property(input, (facts) => {
        const made = verdict(facts);
        if (made.firstSeenGoneAt !== null && made.lastSeenUsableAt !== null) {
          expect(made.firstSeenGoneAt).toBeGreaterThan(made.lastSeenUsableAt);
        }
        const plain = verdict({ ...facts, exception: null, hold: null });
        if (isGreen(made.key)) expect(isGreen(plain.key)).toBe(true);
        expect(made.falseClosure).toBe(plain.falseClosure);
      }),
      runs,
    );
  });

  test("holds until validUntil: with the same facts nothing changes before it", () => {
    fc.assert(
      fc.property(input, fc.nat(60), (facts, later) => {
        const made = verdict(facts);
        const now = instant(facts.now + later);
        if (made.validUntil !== null && now > made.validUntil) return;
        // Facts from after the present come into force by themselves; real facts never are.
        const last = Math.max(
          ...facts.observations.map(({ startedAt }) => startedAt),
          ...facts.attestations.map(({ recordedAt }) => recordedAt),
          facts.exception?.approvedAt ?? 0,
          facts.hold?.orderedAt ?? 0,
        );
        if (last > facts.now) return;
        expect(verdict({ ...facts, now }).key).toBe(made.key);
      }),
      { numRuns: 10_000 },
    );
  });
});
