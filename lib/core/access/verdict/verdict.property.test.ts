import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "../../instant.ts";
import { GOALS } from "../goal.ts";
import { LAYERS } from "../layer.ts";
import { INDEPENDENCE, type Observation } from "../observation.ts";
import { PASSING } from "../passing.ts";
import { verdict } from "../verdict.ts";
import type { Verdict, VerdictInput } from "../verdict-input.ts";
import { VERDICT_GROUP, VERDICTS, type VerdictKey } from "../verdict-key.ts";
import { VERDICT_REASON_WORD } from "../verdict-reason.ts";

/** Few distinct times, so that ties, overlaps and edges of freshness come up all the time. */
const at = fc.integer({ min: 0, max: 40 }).map(instant);
const maybeAt = fc.option(at);
const maybe = <T>(arbitrary: fc.Arbitrary<T>, name: string) =>
  fc.option(arbitrary).map((value) => (value === null ? {} : { [name]: value }));

const facts: fc.Arbitrary<Observation["facts"]> = fc
  .tuple(
    maybe(at, "issuedAt"),
    maybe(at, "expiresAt"),
    maybe(at, "reissueBlockedAt"),
    maybe(fc.constantFrom("leaver", "heir"), "owner"),
    maybe(fc.boolean(), "ownerActive"),
    maybe(fc.boolean(), "oldSecretRefused"),
    fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constant({ recreatedAs: "new" }) }),
    fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constant({ effective: false }) }),
    fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constant({ revivedByRule: true }) }),
  )
  .map((parts) => Object.assign({}, ...parts));

const observation: fc.Arbitrary<Observation> = fc
  .record({
    startedAt: at,
    took: fc.integer({ min: 0, max: 5 }),
    presence: fc.constantFrom("active", "disabled", "absent", "unknown"),
    completeness: fc.constantFrom("lookup", "complete", "partial", "failed"),
    independence: fc.constantFrom(...INDEPENDENCE),
    origin: fc.constantFrom("direct_read", "file_from_person", "person"),
    facts: fc.oneof(fc.constant({}), facts),
  } as const)
  .map(({ took, ...look }) => ({ ...look, endedAt: instant(look.startedAt + took) }));

/** A look that read nothing but a lifetime. */
const lifetime: fc.Arbitrary<Observation> = fc
  .record({
    startedAt: at,
    took: fc.nat(3),
    expiresAt: at,
    blocked: maybe(at, "reissueBlockedAt"),
    presence: fc.constantFrom("unknown", "active"),
  } as const)
  .map(({ startedAt, took, expiresAt, blocked, presence }) => ({
    startedAt,
    endedAt: instant(startedAt + took),
    presence,
    completeness: "lookup",
    independence: "same_credential",
    origin: "direct_read",
    facts: { expiresAt, ...blocked },
  }));

const claims = fc.array(
  fc.record({
    state: fc.constantFrom("attempted", "removed", "already_absent", "refused", "still_present", "failed"),
    source: fc.constantFrom("connector", "person", "ticket", "tool", "import"),
    at,
    actor: fc.constantFrom("anna", "ben"),
  } as const),
  { maxLength: 4 },
);

const means = fc.constantFrom("connector", "snapshot", "manual", "none");
const input: fc.Arbitrary<VerdictInput> = fc.record(
  {
    layer: fc.constantFrom(...LAYERS),
    goal: fc.constantFrom(...GOALS, "invalidated"),
    tier: fc.constantFrom(0, 1, 2, 3),
    effectiveAt: at,
    dueAt: at,
    foundAt: maybeAt,
    inventoriedAt: maybeAt,
    createdAt: maybeAt,
    acting: fc.boolean(),
    closedAt: maybeAt,
    coverage: fc.record({
      exists: fc.constantFrom("yes", "no", "unknown"),
      existsUntil: maybeAt,
      observe: means,
      act: means,
      freshness: fc.integer({ min: 0, max: 5 }),
      staleAfter: fc.integer({ min: 0, max: 60 }),
    } as const),
    minIndependence: fc.constantFrom(...INDEPENDENCE),
    claims,
    observations: fc.array(fc.oneof({ weight: 4, arbitrary: observation }, { weight: 1, arbitrary: lifetime }), {
      maxLength: 6,
    }),
    attestations: fc.array(
      fc.record({
        seenAt: at,
        recordedAt: at,
        by: fc.constantFrom("anna", "carol"),
        saw: fc.constantFrom("active", "disabled", "absent", "unknown"),
        artefact: fc.constantFrom("", "ab"),
      } as const),
      { maxLength: 3 },
    ),
    exception: fc.option(
      fc.record({
        approvedAt: at,
        until: at,
        requestedBy: fc.constantFrom("anna", "ben"),
        approvedBy: fc.constantFrom("anna", "ben"),
        reason: fc.constantFrom("", "why"),
      }),
      { freq: 2 },
    ),
    hold: fc.option(fc.record({ authority: fc.constant("court"), until: at, orderedAt: at }), { freq: 2 }),
    siblings: fc.array(fc.record({ layer: fc.constantFrom(...LAYERS), key: fc.constantFrom(...VERDICTS) }), {
      maxLength: 3,
    }),
    readAccessEndedAt: maybeAt,
    leaverKeys: fc.constantFrom(["leaver"], []),
    now: at,
  } as const,
  { noNullPrototype: true },
);

const isGreen = (key: VerdictKey) => VERDICT_GROUP[key] === "verified";
const runs = { numRuns: 3_000 };

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
