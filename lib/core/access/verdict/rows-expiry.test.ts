import { describe, expect, test } from "vitest";
import { instant } from "../../instant.ts";
import type { ObservedFacts } from "../observation.ts";
import { verdict } from "../verdict.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { AT, COVERAGE, claim, INPUT, look } from "./verdict-fixture.ts";

const of = (more: Partial<VerdictInput>) => verdict({ ...INPUT, ...more });

describe("Expires by", () => {
  const session = (facts: ObservedFacts, more: Partial<VerdictInput> = {}) =>
    of({ goal: "invalidated", layer: "session", observations: [look(2_500, "unknown", { facts })], ...more });
  const blocked = { expiresAt: instant(6_000), reissueBlockedAt: instant(2_400) };

  test("runs until its end, then is verified if no new one could be issued", () => {
    expect(session(blocked)).toMatchObject({ key: "expires_by", until: 6_000, validUntil: 6_000 });
    expect(session(blocked, { now: instant(6_000) }).key).toBe("expires_by");
    expect(session(blocked, { now: instant(6_001) })).toMatchObject({
      key: "verified_removed",
      reason: "ended_by_itself",
      firstSeenGoneAt: 6_000,
      validUntil: 6_000 + AT.staleAfter,
    });
    expect(session(blocked, { now: instant(6_001 + AT.staleAfter) }).reason).toBe("look_stale");
  });

  test("past its end without a block it cannot be checked: a new one may have been issued", () => {
    const later = { now: instant(6_001) };
    expect(session({ expiresAt: instant(6_000) }, later).reason).toBe("reissue_not_blocked");
    expect(session({ ...blocked, reissueBlockedAt: instant(6_001) }, later).reason).toBe("reissue_not_blocked");
  });

  test("without a lifetime read from the target it cannot be checked", () => {
    expect(session({})).toMatchObject({ key: "cannot_check", reason: "lifetime_unknown" });
  });

  test.each([
    ["a file", { origin: "file_from_person", completeness: "complete" }],
    ["a partial read", { completeness: "partial" }],
    ["a failed read", { completeness: "failed" }],
  ] as const)("a lifetime from %s is not read from the target", (_name, more) => {
    const observations = [look(2_500, "unknown", { facts: blocked, ...more })];
    expect(session({}, { observations }).key).toBe("cannot_check");
  });

  test("a lifetime read before the last claim does not count", () => {
    expect(session(blocked, { claims: [claim(2_450)] }).key).toBe("reported_removed");
  });

  test("the longest of several lifetimes counts, the newest look says whether re-issue is blocked", () => {
    const observations = [
      look(2_500, "unknown", { facts: { expiresAt: instant(8_000), reissueBlockedAt: instant(2_400) } }),
      look(2_600, "unknown", { facts: { expiresAt: instant(6_000) } }),
    ];
    expect(session({}, { observations }).until).toBe(8_000);
    expect(session({}, { observations, now: instant(8_001) }).reason).toBe("reissue_not_blocked");
  });

  test("listed and revocable is revoked, not waited for; listed and irrevocable is waited for", () => {
    const observations = [look(2_500, "active", { facts: blocked })];
    const now = instant(5_500);
    expect(session({}, { observations, now }).key).toBe("still_present");
    const irrevocable = { observations, coverage: { ...COVERAGE, act: "none" } as const };
    expect(session({}, { ...irrevocable, now }).key).toBe("expires_by");
    expect(session({}, { ...irrevocable, now: instant(6_001) }).key).toBe("verified_removed");
  });

  test("contradicted by a look it stays red until it has ended for certain", () => {
    const irrevocable = { coverage: { ...COVERAGE, act: "none" } as const, claims: [claim(2_000)] };
    const observations = [look(2_500, "active", { facts: blocked })];
    expect(session({}, { ...irrevocable, observations })).toMatchObject({
      key: "still_present",
      falseClosure: true,
      validUntil: 6_000,
    });
    const hold = { authority: "court", orderedAt: instant(600), until: instant(9_000) };
    // Under a hold too it is derived anew when it ends: the hold would else stand over what is gone.
    expect(session({}, { ...irrevocable, observations, hold })).toMatchObject({
      key: "retained_until",
      validUntil: 6_000,
    });
    const later = { ...irrevocable, now: instant(6_001) };
    expect(session({}, { ...later, observations })).toMatchObject({ key: "verified_removed", falseClosure: true });
    const renewable = [look(2_500, "active", { facts: { expiresAt: instant(6_000) } })];
    expect(session({}, { ...later, observations: renewable })).toMatchObject({
      key: "still_present",
      validUntil: null,
    });
  });

  test("seen usable without an end, or past its end, it is not waited for", () => {
    const lifetime = look(2_500, "unknown", { facts: blocked });
    const late = { now: instant(6_600), inventoriedAt: instant(500) };
    expect(session({}, { observations: [lifetime, look(2_500, "active")], now: instant(5_500) }).key).toBe(
      "still_present",
    );
    expect(session({}, { observations: [lifetime, look(6_500, "active")], ...late }).key).toBe("came_back");
  });

  test("seen active past the end it names, that is not its end", () => {
    const observations = [look(2_500, "active", { facts: { ...blocked, expiresAt: instant(2_450) } })];
    expect(session({}, { observations, coverage: { ...COVERAGE, act: "none" } }).key).toBe("not_started");
  });

  test("of two lifetimes read together the one that proves less counts", () => {
    const read = (facts: ObservedFacts, independence: "self" | "other_person" = "other_person") =>
      look(2_500, "unknown", { facts: { expiresAt: instant(6_000), ...facts }, independence });
    const later = { now: instant(6_001) };
    const sure = read({ reissueBlockedAt: instant(2_400) });
    for (const [less, reason] of [
      [read({}), "reissue_not_blocked"],
      [read({ reissueBlockedAt: instant(7_000) }), "reissue_not_blocked"],
      [read({ reissueBlockedAt: instant(2_400) }, "self"), "seen_by_too_close"],
    ] as const) {
      expect(session({}, { ...later, observations: [sure, less] }).reason).toBe(reason);
      expect(session({}, { ...later, observations: [less, sure] }).reason).toBe(reason);
    }
  });

  test("seen gone since, it is verified by that look", () => {
    const observations = [look(2_500, "unknown", { facts: blocked }), look(2_600, "absent")];
    expect(session({}, { observations })).toMatchObject({ key: "verified_removed", reason: "gone_unattributed" });
  });

  test("a block seen only by the executor is Self-checked", () => {
    const observations = [look(2_500, "unknown", { facts: blocked, independence: "self" })];
    expect(session({}, { observations, now: instant(6_001) })).toMatchObject({
      key: "self_checked",
      firstSeenGoneAt: null,
    });
  });

  test("only what is to be invalidated may be waited for", () => {
    expect(session(blocked, { goal: "absent" }).key).toBe("cannot_check");
  });
});
