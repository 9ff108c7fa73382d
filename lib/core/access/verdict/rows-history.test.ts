import { describe, expect, test } from "vitest";
import { instant } from "../../instant.ts";
import { verdict } from "../verdict.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { attestation, COVERAGE, claim, INPUT, look } from "./verdict-fixture.ts";

const of = (more: Partial<VerdictInput>) => verdict({ ...INPUT, ...more });
const keyOf = (more: Partial<VerdictInput>) => of(more).key;
const found = look(450, "active");
const back = look(2_800, "active");

describe("what counts as verified before it came back", () => {
  test("a gone look within freshness of the claim verified nothing: the claim was false", () => {
    const facts = (at: number) => ({ claims: [claim(2_000)], observations: [found, look(at, "absent"), back] });
    expect(of(facts(2_100))).toMatchObject({ key: "still_present", falseClosure: true });
    expect(of(facts(2_101))).toMatchObject({ key: "came_back", falseClosure: false });
  });

  test("a claim made while the look was under way leaves it unverified", () => {
    const during = look(2_500, "absent", { endedAt: instant(2_600) });
    const facts = (at: number) => ({ claims: [claim(at)], observations: [found, during, back] });
    expect(of(facts(2_600))).toMatchObject({ key: "still_present", falseClosure: true });
    expect(keyOf(facts(2_601))).toBe("came_back");
  });

  test("a partial gone look verified nothing", () => {
    const partial = look(2_500, "absent", { completeness: "partial" });
    expect(of({ claims: [claim(2_000)], observations: [found, partial, back] })).toMatchObject({
      key: "still_present",
      falseClosure: true,
    });
  });

  test("a claim made before a verification is confirmed by it, one made after it is not", () => {
    const observations = [found, look(2_500, "absent"), back];
    expect(of({ claims: [claim(2_000)], observations }).falseClosure).toBe(false);
    expect(of({ claims: [claim(2_000), claim(2_600)], observations })).toMatchObject({
      key: "came_back",
      falseClosure: true,
    });
  });

  test("a lifetime that ended before this case, or could be renewed, verified nothing", () => {
    const session = { goal: "invalidated", layer: "session" } as const;
    const ended = look(100, "unknown", { facts: { expiresAt: instant(300), reissueBlockedAt: instant(50) } });
    expect(keyOf({ ...session, observations: [ended, found] })).toBe("not_started");
    const renewable = look(2_500, "unknown", { facts: { expiresAt: instant(2_700) } });
    expect(keyOf({ ...session, observations: [found, renewable, back] })).toBe("not_started");
  });
});

describe("which attestation counts", () => {
  const byHand = {
    tier: 2,
    coverage: { ...COVERAGE, observe: "manual" },
    claims: [claim(2_000)],
  } as const satisfies Partial<VerdictInput>;

  test("not one made while somebody else was still seeing it usable", () => {
    const observations = [look(2_050, "active", { endedAt: instant(2_400) })];
    const seen = (at: number) => keyOf({ ...byHand, observations, attestations: [attestation(at)] });
    expect([seen(2_300), seen(2_400), seen(2_401)]).toEqual(["reported_removed", "reported_removed", "attested"]);
  });

  test("the newest decides whether it is stale, in any order", () => {
    const attestations = [attestation(2_500), attestation(12_000)];
    const later = { ...byHand, now: instant(13_000) };
    expect(keyOf({ ...later, attestations })).toBe("attested");
    expect(keyOf({ ...later, attestations: [...attestations].reverse() })).toBe("attested");
  });

  test("gone altogether it does not depend on siblings", () => {
    const siblings = [{ layer: "session", key: "still_present" }] as const;
    expect(of({ ...byHand, attestations: [attestation(2_500)], siblings })).toMatchObject({
      key: "attested",
      reason: "attested",
    });
  });

  test("switched off is not handed over, and a refusal is no claim of removal", () => {
    const off = [attestation(2_500, { saw: "disabled" })];
    expect(keyOf({ ...byHand, goal: "reassigned", attestations: off })).toBe("reported_removed");
    const refused = { ...byHand, claims: [claim(2_000, "refused")], attestations: [attestation(2_500)] };
    expect(keyOf(refused)).toBe("in_progress");
  });

  test("somebody who saw it active before takes nothing away; at the same moment they do", () => {
    const seen = (at: number) =>
      keyOf({ ...byHand, attestations: [attestation(2_500), attestation(at, { saw: "active", by: "carol" })] });
    expect([seen(2_300), seen(2_500)]).toEqual(["attested", "reported_removed"]);
  });

  test("recorded in the moment it was seen, and in the present moment, it counts", () => {
    const now = [attestation(4_000, { recordedAt: instant(4_000) })];
    expect(keyOf({ ...byHand, attestations: now })).toBe("attested");
  });
});

describe("what an exception or hold says", () => {
  const exception = {
    approvedAt: instant(600),
    until: instant(9_000),
    requestedBy: "anna",
    approvedBy: "ben",
    reason: "handover",
  };
  const hold = { authority: "court", orderedAt: instant(600), until: instant(9_000) };

  test("it holds to its own end, whatever deadline lies under it", () => {
    expect(of({ observations: [found], exception })).toMatchObject({ reason: "exception_in_force", validUntil: 9_000 });
    expect(of({ observations: [found], hold })).toMatchObject({ reason: "legal_hold", validUntil: 9_000 });
  });

  test("a hold counts from the moment it was ordered to the last of its end", () => {
    const held = (now: number) =>
      keyOf({ goal: "retained", observations: [found], hold, dueAt: instant(50_000), now: instant(now) });
    expect([held(599), held(600), held(9_000), held(9_001)]).toEqual([
      "not_started",
      "retained_until",
      "retained_until",
      "not_started",
    ]);
    expect(keyOf({ goal: "retained", observations: [look(450, "disabled")], hold })).toBe("retained_until");
  });
});
