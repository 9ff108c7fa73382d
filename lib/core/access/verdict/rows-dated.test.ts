import { describe, expect, test } from "vitest";
import { instant } from "../../instant.ts";
import { verdict } from "../verdict.ts";
import type { Attestation, Exception, Hold, VerdictInput } from "../verdict-input.ts";
import { AT, attestation, COVERAGE, claim, INPUT, look } from "./verdict-fixture.ts";

const of = (more: Partial<VerdictInput>) => verdict({ ...INPUT, ...more });
const keyOf = (more: Partial<VerdictInput>) => of(more).key;
const found = look(450, "active");

describe("Not applicable and Never found", () => {
  const none = { foundAt: null, coverage: { ...COVERAGE, exists: "no", existsUntil: instant(9_000) } } as const;

  test("a layer stated not to exist is outside until the statement expires", () => {
    expect(of(none)).toMatchObject({ key: "not_applicable", validUntil: 9_000 });
    expect(keyOf({ ...none, now: instant(9_000) })).toBe("not_applicable");
    expect(of({ ...none, now: instant(9_001) })).toMatchObject({ key: "cannot_check", reason: "statement_expired" });
    expect(of({ ...none, coverage: { ...none.coverage, existsUntil: null }, now: instant(99_000) }).key).toBe(
      "not_applicable",
    );
  });

  test("what was found outweighs the statement that there is nothing", () => {
    expect(keyOf({ ...none, foundAt: instant(400) })).not.toBe("not_applicable");
    expect(keyOf({ ...none, observations: [look(2_000, "active", { completeness: "partial" })] })).not.toBe(
      "not_applicable",
    );
    expect(keyOf({ ...none, observations: [look(2_000, "disabled", { completeness: "partial" })] })).not.toBe(
      "not_applicable",
    );
  });

  const read = look(480, "absent", { completeness: "complete" });
  const unseen = { foundAt: null, observations: [read] };

  test("a complete first read that finds nothing is outside, until it is too old", () => {
    expect(of(unseen)).toMatchObject({ key: "never_found", validUntil: 480 + AT.staleAfter });
    expect(keyOf({ ...unseen, now: instant(480 + AT.staleAfter + 1) })).toBe("cannot_check");
    expect(keyOf({ ...unseen, observations: [{ ...read, independence: "self" }] })).toBe("never_found");
  });

  test.each([
    ["by id only", { observations: [look(480, "absent")] }],
    ["partial", { observations: [look(480, "absent", { completeness: "partial" })] }],
    ["before the inventory was complete", { inventoriedAt: null }],
    ["before a claim that may have hidden it", { claims: [claim(2_000)] }],
    ["of what was once seen", { observations: [look(100, "disabled"), read] }],
    ["of what an inventory found", { foundAt: instant(400) }],
  ])("a read %s is no Never found", (_name, more) => {
    expect(keyOf({ ...unseen, ...more })).not.toBe("never_found");
  });

  test("what nobody ever saw and nobody removed is in no numerator", () => {
    expect(of({ foundAt: null, observations: [look(480, "absent")] }).key).toBe("cannot_check");
    expect(of({ foundAt: null, observations: [look(480, "absent", { independence: "self" })] }).key).toBe(
      "cannot_check",
    );
    expect(of({ foundAt: null, claims: [claim(2_000)], observations: [look(2_500, "absent")] }).key).toBe(
      "verified_removed",
    );
    expect(of({ foundAt: null, observations: [look(480, "disabled")] }).key).toBe("verified_disabled");
  });
});

describe("Attested", () => {
  const byHand = {
    tier: 2,
    coverage: { ...COVERAGE, observe: "manual" },
    claims: [claim(2_000)],
    attestations: [attestation(2_500)],
  } as const satisfies Partial<VerdictInput>;

  test("a second person saw it gone after every claim, with an artefact", () => {
    expect(of(byHand)).toMatchObject({ key: "attested", validUntil: 2_500 + AT.staleAfter, firstSeenGoneAt: null });
    expect(keyOf({ ...byHand, tier: 3, coverage: { ...byHand.coverage, observe: "none" } })).toBe("attested");
    expect(keyOf({ ...byHand, attestations: [attestation(2_500, { saw: "disabled" })] })).toBe("attested");
  });

  test.each([
    ["on tier 1", { tier: 1 }],
    ["on tier 0", { tier: 0 }],
    ["where a connector can look", { coverage: COVERAGE }],
    ["where a snapshot can look", { coverage: { ...COVERAGE, observe: "snapshot" } }],
    ["without anybody having claimed it", { claims: [] }],
    ["by whoever claimed it", { attestations: [attestation(2_500, { by: "anna" })] }],
    ["without an artefact", { attestations: [attestation(2_500, { artefact: "" })] }],
    ["seen before freshness had passed", { attestations: [attestation(2_100)] }],
    ["recorded before it was seen", { attestations: [attestation(2_500, { recordedAt: instant(2_499) })] }],
    ["recorded in the future", { attestations: [attestation(2_500, { recordedAt: instant(4_001) })] }],
    ["of something active", { attestations: [attestation(2_500, { saw: "active" })] }],
    ["of something unknown", { attestations: [attestation(2_500, { saw: "unknown" })] }],
    [
      "of something disabled that must be absent",
      { goal: "absent", attestations: [attestation(2_500, { saw: "disabled" })] },
    ],
    [
      "against somebody who saw it active later",
      { attestations: [attestation(2_500), attestation(2_600, { saw: "active" })] },
    ],
    ["when it is too old", { now: instant(2_501 + AT.staleAfter) }],
    ["before it was last seen usable", { observations: [look(2_600, "active", { independence: "other_person" })] }],
  ] as const)("does not count %s", (_name, more: Partial<VerdictInput>) => {
    expect(keyOf({ ...byHand, ...more })).not.toBe("attested");
  });

  describe("of a session that a connector looks at and cannot tell of", () => {
    const blind = look(2_300, "unknown");
    const session = { ...byHand, coverage: COVERAGE, layer: "session", goal: "invalidated" } as const;

    test("counts once a whole answer since the last claim told nothing, and a later look that failed takes nothing away", () => {
      expect(keyOf({ ...session, observations: [blind] })).toBe("attested");
      const failed = look(2_900, "unknown", { completeness: "failed" });
      expect(keyOf({ ...session, observations: [blind, failed] })).toBe("attested");
    });

    test.each([
      ["before anything was asked", { observations: [] }],
      ["on the answer to an earlier claim", { observations: [look(2_050, "unknown")] }],
      ["on part of an answer", { observations: [look(2_300, "unknown", { completeness: "partial" })] }],
      ["on a look that failed", { observations: [look(2_300, "unknown", { completeness: "failed" })] }],
      [
        "once a look tells of an end",
        { observations: [blind, look(2_600, "unknown", { facts: { expiresAt: instant(9_000) } })] },
      ],
      ["once a look finds it", { observations: [blind, look(2_600, "active")] }],
      ["beside a look of the same moment that told more", { observations: [blind, look(2_300, "absent")] }],
      ["on tier 1", { tier: 1, observations: [blind] }],
      ["by whoever claimed it", { observations: [blind], attestations: [attestation(2_500, { by: "anna" })] }],
      ["of an account that could not be told", { layer: "account", goal: "disabled", observations: [blind] }],
    ] as const)("does not count %s", (_name, more: Partial<VerdictInput>) => {
      expect(keyOf({ ...session, ...more })).not.toBe("attested");
    });
  });

  test("a disabled account attested while its sessions are open is Latent", () => {
    const attestations: Attestation[] = [attestation(2_500, { saw: "disabled" })];
    expect(keyOf({ ...byHand, attestations, siblings: [{ layer: "session", key: "cannot_check" }] })).toBe("latent");
  });
});

describe("Excepted until and Retained until", () => {
  const exception: Exception = {
    approvedAt: instant(3_000),
    until: instant(9_000),
    requestedBy: "anna",
    approvedBy: "ben",
    reason: "handover",
  };
  const late = { observations: [found, look(2_500, "active")], claims: [claim(2_000)], exception, now: instant(8_000) };

  test("covers what is open until its end and cures nothing", () => {
    expect(of(late)).toMatchObject({ key: "excepted_until", until: 9_000, validUntil: 9_000, falseClosure: true });
    expect(keyOf({ ...late, now: instant(9_000) })).toBe("excepted_until");
    expect(keyOf({ ...late, now: instant(9_001) })).toBe("still_present");
    expect(keyOf({ ...late, now: instant(2_999) })).toBe("still_present");
    expect(keyOf({ ...late, now: instant(3_000) })).toBe("excepted_until");
  });

  test("approved by whoever asked, or without a reason, it is none", () => {
    expect(keyOf({ ...late, exception: { ...exception, approvedBy: "anna" } })).toBe("still_present");
    expect(keyOf({ ...late, exception: { ...exception, reason: "" } })).toBe("still_present");
  });

  test("what is verified needs none", () => {
    expect(keyOf({ ...late, observations: [found, look(2_500, "absent")] })).toBe("verified_removed");
  });

  test("over something that expires sooner it is derived again at that time", () => {
    const observations = [look(2_500, "unknown", { facts: { expiresAt: instant(6_000) } })];
    const session = { goal: "invalidated", observations, exception, now: instant(4_000) } as const;
    expect(of(session)).toMatchObject({ key: "excepted_until", until: 9_000, validUntil: 6_000 });
    expect(of({ ...session, exception: { ...exception, until: instant(5_000) } }).validUntil).toBe(5_000);
  });

  const hold: Hold = { authority: "court", orderedAt: instant(600), until: instant(9_000) };

  test("a hold retains until its date; after it the item must at least be disabled", () => {
    const kept = { goal: "retained", hold, observations: [found] } as const;
    expect(of(kept)).toMatchObject({ key: "retained_until", until: 9_000, validUntil: 9_000 });
    expect(keyOf({ ...kept, now: instant(9_001) })).toBe("still_present");
    expect(keyOf({ ...kept, now: instant(599) })).toBe("not_started");
    expect(keyOf({ ...kept, hold: null, observations: [found, look(2_500, "disabled")] })).toBe("verified_disabled");
  });

  test("a hold on something to be removed covers it while it is open", () => {
    expect(keyOf({ ...late, exception: null, hold })).toBe("retained_until");
    expect(keyOf({ ...late, exception: null, hold, observations: [look(2_500, "absent")] })).toBe("verified_removed");
  });
});

describe("clocks of a verdict", () => {
  test("Tl is the start of the last usable look, Tv the end of the first gone look after it", () => {
    const observations = [
      found,
      look(2_000, "absent"),
      look(2_200, "active"),
      look(2_500, "absent"),
      look(2_600, "absent"),
    ];
    expect(of({ observations })).toMatchObject({ lastSeenUsableAt: 2_200, firstSeenGoneAt: 2_510 });
  });

  test("without looks neither is known, and a look by the executor alone sets no Tv", () => {
    expect(of({})).toMatchObject({ lastSeenUsableAt: null, firstSeenGoneAt: null });
    expect(of({ observations: [look(2_500, "absent", { independence: "self" })] }).firstSeenGoneAt).toBeNull();
  });

  test("a usable item not due changes by time alone at its deadline", () => {
    expect(of({ observations: [found] }).validUntil).toBe(AT.due);
    expect(of({ observations: [found], claims: [claim(2_000)] }).validUntil).toBeNull();
    expect(of({ observations: [found], claims: [claim(2_000, "refused")] }).validUntil).toBe(AT.due);
    expect(of({}).validUntil).toBeNull();
    expect(of({ observations: [found], now: instant(6_000) }).validUntil).toBeNull();
  });
});
