import { describe, expect, test } from "vitest";
import { instant } from "../../instant.ts";
import { LAYERS } from "../layer.ts";
import type { Observation, ObservedFacts } from "../observation.ts";
import { verdict } from "../verdict.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { VERDICT_GROUP, VERDICTS } from "../verdict-key.ts";
import { AT, COVERAGE, claim, INPUT, look } from "./verdict-fixture.ts";

const of = (more: Partial<VerdictInput>) => verdict({ ...INPUT, ...more });
const keyOf = (more: Partial<VerdictInput>) => of(more).key;
const found = look(450, "active");
const gone = look(2_500, "absent");
const ended = { claims: [claim(2_000)], observations: [found, gone] };

describe("Verified", () => {
  test("a look counts only if it started strictly after the last claim plus freshness", () => {
    const seenAt = (at: number) =>
      keyOf({ claims: [claim(1_900), claim(2_000)], observations: [found, look(at, "absent")] });
    expect(seenAt(2_100)).toBe("reported_removed");
    expect(seenAt(2_101)).toBe("verified_removed");
  });

  test("a claim made after the verifying look asks for another look", () => {
    expect(keyOf({ ...ended, claims: [...ended.claims, claim(2_600, "removed", "ticket")] })).toBe("reported_removed");
  });

  test("gone without any claim is verified, and attributed to nobody", () => {
    expect(of({ observations: [found, gone] })).toMatchObject({ key: "verified_removed", reason: "gone_unattributed" });
    expect(of({ ...ended, claims: [claim(2_000, "refused")] }).reason).toBe("gone_unattributed");
    expect(of(ended).reason).toBe("seen_gone");
  });

  test("a complete file supplied by a person is as good as a direct read", () => {
    const file = look(2_500, "absent", { origin: "file_from_person", completeness: "complete" });
    expect(keyOf({ ...ended, observations: [found, file] })).toBe("verified_removed");
  });

  test("below the independence that policy asks it reads Self-checked and waits for another person", () => {
    expect(keyOf({ ...ended, minIndependence: "separate_credential" })).toBe("self_checked");
    expect(keyOf({ ...ended, minIndependence: "same_credential" })).toBe("verified_removed");
    const other = look(2_400, "absent", { independence: "other_person" });
    expect(keyOf({ ...ended, minIndependence: "other_person", observations: [found, other, gone] })).toBe(
      "verified_removed",
    );
  });

  test("tiers 0 and 1 refuse `self` whatever the policy says", () => {
    const observations = [look(2_500, "absent", { independence: "self" })];
    const tier = (value: 0 | 1 | 2 | 3) => keyOf({ ...ended, observations, tier: value, minIndependence: "self" });
    expect([tier(0), tier(1), tier(2), tier(3)]).toEqual([
      "self_checked",
      "self_checked",
      "verified_removed",
      "verified_removed",
    ]);
  });

  test("before closing it goes stale, after closing it is a dated fact", () => {
    const until = 2_500 + AT.staleAfter;
    expect(of({ ...ended, now: instant(until) })).toMatchObject({ key: "verified_removed", validUntil: until });
    expect(of({ ...ended, now: instant(until + 1) })).toMatchObject({
      key: "cannot_check",
      reason: "look_stale",
      validUntil: null,
    });
    expect(of({ ...ended, now: instant(until + 1), closedAt: instant(3_000) })).toMatchObject({
      key: "verified_removed",
      validUntil: null,
    });
  });

  test("a freshness or staleness without end breaks nothing", () => {
    const forever = { ...COVERAGE, staleAfter: Number.MAX_SAFE_INTEGER };
    expect(of({ ...ended, coverage: forever })).toMatchObject({
      key: "verified_removed",
      validUntil: Number.MAX_SAFE_INTEGER,
    });
    expect(keyOf({ ...ended, coverage: { ...forever, freshness: Number.POSITIVE_INFINITY } })).toBe("reported_removed");
  });
});

describe("Latent", () => {
  const off = { claims: [claim(2_000)], observations: [found, look(2_500, "disabled")] };
  const reviving = ["session", "credential", "delegation"];

  test.each(LAYERS)("a disabled account with an open %s counts only if that layer cannot revive it", (layer) => {
    const key = keyOf({ ...off, siblings: [{ layer, key: "still_present" }] });
    expect(key).toBe(reviving.includes(layer) ? "latent" : "verified_disabled");
  });

  test.each(VERDICTS)("a sibling session that reads %s", (key) => {
    const rests =
      VERDICT_GROUP[key] === "verified" || key === "attested" || key === "never_found" || key === "not_applicable";
    expect(keyOf({ ...off, siblings: [{ layer: "session", key }] })).toBe(rests ? "verified_disabled" : "latent");
  });

  test("an absent account, or an item that is no account, does not depend on siblings", () => {
    const siblings = [{ layer: "session", key: "still_present" }] as const;
    expect(keyOf({ ...ended, siblings })).toBe("verified_removed");
    expect(keyOf({ ...off, layer: "machine_identity", siblings })).toBe("verified_disabled");
  });

  test("gone from a group that a rule would fill again is Latent", () => {
    const observations = [found, look(2_500, "absent", { facts: { revivedByRule: true } })];
    expect(of({ claims: [claim(2_000)], goal: "absent", layer: "group", observations })).toMatchObject({
      key: "latent",
      reason: "rule_revives",
      validUntil: 2_500 + AT.staleAfter,
    });
  });

  test("disabled where the goal is absent is Latent, whatever was seen gone before", () => {
    const observations = [found, look(2_400, "absent"), look(2_500, "disabled")];
    expect(of({ claims: [claim(2_000)], goal: "absent", observations })).toMatchObject({
      key: "latent",
      reason: "lingers_disabled",
      firstSeenGoneAt: 2_410,
    });
    expect(keyOf({ goal: "absent", observations, now: instant(20_000) })).toBe("cannot_check");
    expect(keyOf({ goal: "absent", claims: [claim(2_450)], observations })).toBe("reported_removed");
    expect(keyOf({ goal: "absent", observations: [...observations, look(2_600, "absent")] })).toBe("verified_removed");
  });
});

describe("rotated and transferred", () => {
  const secret = (facts: ObservedFacts, more: Partial<VerdictInput> = {}) =>
    of({
      goal: "invalidated",
      layer: "credential",
      claims: [claim(2_000)],
      observations: [look(2_500, "active", { facts })],
      readAccessEndedAt: instant(2_200),
      ...more,
    });
  const after = instant(2_201);

  test("rotated: issued after the last read access ended, and the old value refused", () => {
    expect(secret({ issuedAt: after, oldSecretRefused: true }).key).toBe("verified_rotated");
  });

  test("rotated holds no longer than its own look, nor than what showed that the leaver reads no more", () => {
    const facts = { issuedAt: after, oldSecretRefused: true };
    const until = (readAccessValidUntil: number | null) =>
      secret(facts, { readAccessValidUntil: readAccessValidUntil === null ? null : instant(readAccessValidUntil) })
        .validUntil;
    expect([until(null), until(9_000), until(90_000)]).toEqual([12_500, 9_000, 12_500]);
    expect(secret(facts, { readAccessValidUntil: instant(9_000), closedAt: instant(3_000) }).validUntil).toBeNull();
  });

  test.each([
    [
      "issued while the leaver could still read it",
      { issuedAt: instant(2_200), oldSecretRefused: true },
      "claim_contradicted",
    ],
    ["the old value still works", { issuedAt: after, oldSecretRefused: false }, "claim_contradicted"],
    ["an old secret, not tried", { issuedAt: instant(2_200) }, "claim_contradicted"],
    ["nothing is known of it", {}, "claim_contradicted"],
    ["the old value was not tried", { issuedAt: after }, "old_secret_untested"],
    ["when it was issued is not known", { oldSecretRefused: true }, "read_access_end_unknown"],
  ])("not rotated: %s", (_name, facts, reason) => {
    expect(secret(facts).reason).toBe(reason);
  });

  test("not rotated: nobody knows when the last read access ended", () => {
    const facts = { issuedAt: after, oldSecretRefused: true };
    expect(secret(facts, { readAccessEndedAt: null }).reason).toBe("read_access_end_unknown");
    expect(secret({ issuedAt: after }, { readAccessEndedAt: null }).key).toBe("still_present");
  });

  test("a key that the target shows as switched off is disabled, not removed; a session shown as ended is removed", () => {
    const ended = (layer: "credential" | "delegation" | "session", presence: Observation["presence"]) =>
      keyOf({ goal: "invalidated", layer, claims: [claim(2_000)], observations: [look(2_500, presence)] });
    expect([ended("credential", "disabled"), ended("credential", "absent")]).toEqual([
      "verified_disabled",
      "verified_removed",
    ]);
    expect([ended("delegation", "disabled"), ended("session", "disabled")]).toEqual([
      "verified_disabled",
      "verified_removed",
    ]);
  });

  const bot = (facts: ObservedFacts, more: Partial<VerdictInput> = {}) =>
    of({
      goal: "reassigned",
      layer: "machine_identity",
      claims: [claim(2_000)],
      observations: [look(2_500, "active", { facts })],
      leaverKeys: ["leaver"],
      ...more,
    });
  const handedOver = { owner: "heir", ownerActive: true, oldSecretRefused: true };

  test("transferred: the new owner is active and every old secret is refused", () => {
    expect(bot(handedOver).key).toBe("verified_transferred");
    expect(bot({ owner: "heir", ownerActive: true }, { layer: "custody" }).key).toBe("verified_transferred");
    expect(bot({}, { observations: [gone] }).key).toBe("verified_removed");
  });

  test.each([
    ["the leaver still owns it", { ...handedOver, owner: "leaver" }, "claim_contradicted"],
    ["an old secret works", { ...handedOver, oldSecretRefused: false }, "claim_contradicted"],
    ["no owner was read", { ownerActive: true, oldSecretRefused: true }, "claim_contradicted"],
    ["the new owner is not active", { ...handedOver, ownerActive: false }, "new_owner_inactive"],
    ["nobody tried the old secret", { owner: "heir", ownerActive: true }, "old_secret_untested"],
  ])("not transferred: %s", (_name, facts, reason) => {
    expect(bot(facts).reason).toBe(reason);
  });

  test("not transferred: whether the owner is the leaver cannot be told", () => {
    const { leaverKeys: _left, ...input } = { ...INPUT, leaverKeys: ["leaver"] };
    const observations: Observation[] = [look(2_500, "active", { facts: handedOver })];
    expect(verdict({ ...input, goal: "reassigned", observations }).reason).toBe("owner_unknown");
  });

  test("a bot that was only switched off is Latent", () => {
    expect(bot({}, { observations: [look(2_500, "disabled")] }).reason).toBe("lingers_disabled");
  });
});
