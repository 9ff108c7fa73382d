import { describe, expect, test } from "vitest";
import { instant } from "../../instant.ts";
import { verdict } from "../verdict.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { AT, attestation, COVERAGE, claim, INPUT, look } from "./verdict-fixture.ts";

/** Derives the verdict of the plain account with some of its facts changed. */
const of = (more: Partial<VerdictInput>) => verdict({ ...INPUT, ...more });
const wordOf = (more: Partial<VerdictInput>) => {
  const { key, reason } = of(more);
  return `${key}: ${reason}`;
};
const found = look(450, "active");
const unseen = { foundAt: null, observations: [] };

describe("nothing known yet", () => {
  test("before any inventory an item is not started, even where nothing can be looked at", () => {
    expect(wordOf({ ...unseen, inventoriedAt: null })).toBe("not_started: not_inventoried");
    const blind = { ...COVERAGE, exists: "unknown", observe: "none", act: "none" } as const;
    expect(wordOf({ ...unseen, inventoriedAt: null, coverage: blind })).toBe("not_started: not_inventoried");
  });

  test("a layer of which nobody knows whether it exists cannot be checked without means to look", () => {
    const blind = { ...COVERAGE, exists: "unknown", observe: "none" } as const;
    expect(wordOf({ ...unseen, coverage: blind })).toBe("cannot_check: no_means_to_look");
    expect(wordOf({ ...unseen, coverage: { ...blind, act: "manual" } })).toBe("cannot_check: no_means_to_look");
  });

  test("a layer that could be read and was not cannot be checked", () => {
    expect(wordOf(unseen)).toBe("cannot_check: not_read");
    expect(wordOf({ ...unseen, coverage: { ...COVERAGE, exists: "unknown", observe: "manual" } })).toBe(
      "cannot_check: not_read",
    );
  });

  test("a layer that exists and only people can see is not started, and cannot be checked when nobody can act", () => {
    const byHand = { ...COVERAGE, observe: "manual", act: "manual" } as const;
    expect(wordOf({ ...unseen, coverage: byHand })).toBe("not_started: nothing_reported");
    expect(wordOf({ ...unseen, coverage: { ...byHand, observe: "none" } })).toBe("not_started: nothing_reported");
    expect(wordOf({ ...unseen, coverage: { ...byHand, act: "none" } })).toBe("cannot_check: not_read");
  });

  test("reported removed where nobody can ever look: Cannot check on tiers 0 and 1, waiting for a second person below", () => {
    const blind = { coverage: { ...COVERAGE, observe: "none" }, claims: [claim(2_000)] } as const;
    expect(wordOf({ ...blind, tier: 0 })).toBe("cannot_check: no_means_to_look");
    expect(wordOf({ ...blind, tier: 1 })).toBe("cannot_check: no_means_to_look");
    expect(wordOf({ ...blind, tier: 2 })).toBe("reported_removed: awaiting_look");
  });

  test("a live lease reads In progress", () => {
    expect(wordOf({ acting: true })).toBe("in_progress: act_under_way");
    expect(wordOf({ acting: true, claims: [claim(2_000)] })).toBe("in_progress: act_under_way");
  });

  test("the last claim decides, and of two at one time the one that promises least", () => {
    expect(wordOf({ claims: [claim(2_000, "refused"), claim(2_001)] })).toBe("reported_removed: awaiting_look");
    expect(wordOf({ claims: [claim(2_000, "refused"), claim(2_000)] })).toBe("in_progress: act_refused");
    expect(wordOf({ claims: [claim(2_000, "failed")] })).toBe("in_progress: act_failed");
    expect(wordOf({ claims: [claim(2_000, "attempted")] })).toBe("in_progress: act_unanswered");
    expect(wordOf({ claims: [claim(2_000, "still_present")] })).toBe("not_started: reported_still_present");
  });
});

describe("looks that settle nothing", () => {
  test.each([
    ["a failed look", look(2_500, "active", { completeness: "failed" }), "look_failed"],
    ["a partial look", look(2_500, "disabled", { completeness: "partial" }), "look_partial"],
    ["an unknown answer", look(2_500, "unknown"), "look_unknown"],
    ["a file that is a look-up", look(2_500, "absent", { origin: "file_from_person" }), "file_not_complete"],
    ["an inherited entitlement", look(2_500, "absent", { facts: { effective: false } }), "inherited_unread"],
  ] as const)("%s after a claim reads Cannot check and says why", (_name, settlesNothing, reason) => {
    const facts = { claims: [claim(2_000)], observations: [found, settlesNothing] };
    expect(wordOf(facts)).toBe(`cannot_check: ${reason}`);
    expect(of(facts).firstSeenGoneAt).toBeNull();
  });

  test("within freshness such a look says nothing either: still Reported removed", () => {
    const observations = [found, look(2_100, "unknown", { completeness: "failed" })];
    expect(wordOf({ claims: [claim(2_000)], observations })).toBe("reported_removed: awaiting_look");
  });

  test("a partial look that finds it is proof of presence all the same", () => {
    const observations = [found, look(2_500, "active", { completeness: "partial" })];
    expect(wordOf({ claims: [claim(2_000)], observations })).toBe("still_present: claim_contradicted");
  });

  test("a failed look after a verifying one takes nothing away from it", () => {
    const observations = [found, look(2_500, "absent"), look(2_600, "unknown", { completeness: "failed" })];
    expect(wordOf({ claims: [claim(2_000)], observations })).toBe("verified_removed: seen_gone");
  });

  test("the newest doubt is the reason", () => {
    const observations = [look(2_500, "unknown"), look(2_600, "unknown", { completeness: "failed" })];
    expect(wordOf({ claims: [claim(2_000)], observations })).toBe("cannot_check: look_failed");
    expect(wordOf({ claims: [claim(2_000)], observations: [...observations].reverse() })).toBe(
      "cannot_check: look_failed",
    );
  });

  test("a look that overlaps a usable one proves nothing gone", () => {
    const long = look(2_500, "active", { endedAt: instant(3_000) });
    expect(wordOf({ observations: [long, look(2_900, "absent")] })).toBe("not_started: usable_not_due");
    expect(wordOf({ observations: [long, look(3_001, "absent")] })).toBe("verified_removed: gone_unattributed");
  });

  test("a look from after the present has a broken clock behind it and closes nothing", () => {
    expect(wordOf({ claims: [claim(2_000)], observations: [found, look(4_001, "absent")] })).not.toContain("verified");
    expect(wordOf({ claims: [claim(2_000)], observations: [found, look(4_000, "absent")] })).toContain("verified");
  });
});

describe("Still present, Came back, Missed at inventory", () => {
  test("seen usable past due, whatever is under way", () => {
    const now = instant(5_001);
    expect(wordOf({ observations: [found], now })).toBe("still_present: usable_past_due");
    expect(wordOf({ observations: [found], now, acting: true })).toBe("still_present: usable_past_due");
    expect(wordOf({ observations: [found], now: instant(5_000) })).toBe("not_started: usable_not_due");
  });

  test("seen usable past due is Still present even within the freshness of a late claim", () => {
    const late = { claims: [claim(5_400)], observations: [look(5_450, "active")], now: instant(5_460) };
    expect(wordOf(late)).toBe("still_present: usable_past_due");
    expect(of(late).falseClosure).toBe(false);
  });

  test("exactly at the end of freshness a usable answer does not contradict the claim yet", () => {
    const facts = (at: number) => ({ claims: [claim(2_000)], observations: [look(at, "active")] });
    expect(of(facts(2_100))).toMatchObject({ key: "reported_removed", falseClosure: false });
    expect(of(facts(2_101))).toMatchObject({ key: "still_present", falseClosure: true });
  });

  test("once contradicted it stays Still present through further claims until it is seen gone", () => {
    const claims = [claim(2_000), claim(2_600), claim(2_700, "attempted")];
    const observations = [found, look(2_500, "active")];
    expect(of({ claims, observations })).toMatchObject({ key: "still_present", falseClosure: true });
    expect(of({ claims, observations: [...observations, look(2_900, "absent")] })).toMatchObject({
      key: "verified_removed",
      falseClosure: true,
    });
  });

  test("found under a new id: recreated before it was ever verified, came back after", () => {
    const recreated = look(3_000, "absent", { facts: { recreatedAs: "id-2" } });
    const claims = [claim(2_000)];
    expect(wordOf({ claims, observations: [found, recreated] })).toBe("still_present: recreated");
    expect(of({ claims, observations: [found, look(2_500, "absent"), recreated] })).toMatchObject({
      key: "came_back",
      reason: "recreated_after_verified",
      falseClosure: false,
    });
  });

  test("what came back after closing reopens by its verdict, and is verified again once it is seen gone", () => {
    const observations = [found, look(2_500, "absent"), look(3_000, "active")];
    const closed = { claims: [claim(2_000)], closedAt: instant(2_600) };
    expect(wordOf({ ...closed, observations })).toBe("came_back: usable_after_verified");
    expect(wordOf({ ...closed, observations: [...observations, look(3_500, "absent")] })).toBe(
      "verified_removed: seen_gone",
    );
  });

  test("an earlier leaving of somebody rehired since does not make the new case read Came back", () => {
    const observations = [look(100, "absent"), look(300, "active"), found];
    expect(of({ observations })).toMatchObject({ key: "not_started", falseClosure: false });
    expect(of({ observations: [look(100, "absent"), look(2_000, "active")], inventoriedAt: null }).key).toBe(
      "not_started",
    );
  });

  test("what the inventory found gone and was seen usable since came back", () => {
    expect(wordOf({ observations: [look(450, "absent"), look(2_000, "active")] })).toBe(
      "came_back: usable_after_verified",
    );
  });

  test("a gone look by the executor alone verified nothing: Still present, and the claim was false", () => {
    const bySelf = look(2_500, "absent", { independence: "self" });
    expect(of({ claims: [claim(2_000)], observations: [found, bySelf, look(2_800, "active")] })).toMatchObject({
      key: "still_present",
      falseClosure: true,
    });
  });

  test("found after the inventory though it existed at T0: missed until it is seen gone, then the normal way", () => {
    const late = { foundAt: instant(2_000), observations: [look(2_000, "active")] };
    expect(wordOf(late)).toBe("missed_at_inventory: found_after_inventory");
    expect(wordOf({ ...late, createdAt: instant(AT.effective) })).toContain("missed_at_inventory");
    expect(wordOf({ ...late, claims: [claim(2_500)] })).toContain("missed_at_inventory");
    expect(wordOf({ ...late, observations: [...late.observations, look(2_600, "absent")] })).toContain(
      "verified_removed",
    );
    expect(wordOf({ ...late, foundAt: instant(AT.inventoried) })).not.toContain("missed");
  });

  test("what came into being after T0 was not missed", () => {
    const late = {
      foundAt: instant(2_000),
      createdAt: instant(AT.effective + 1),
      observations: [look(2_000, "active")],
    };
    expect(wordOf(late)).toBe("not_started: usable_not_due");
  });

  test("an attestation does not turn red into green", () => {
    const coverage = { ...COVERAGE, observe: "manual" } as const;
    const seen = { tier: 3, coverage, claims: [claim(2_000)], observations: [look(3_000, "active")] } as const;
    expect(wordOf({ ...seen, attestations: [attestation(3_500)] })).toBe("still_present: claim_contradicted");
  });
});
