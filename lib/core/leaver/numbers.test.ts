import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VERDICTS } from "../access/verdict-key.ts";
import { DAY, HOUR, instant } from "../instant.ts";
import { DEADLINES_DEFAULT, deadlineOutcome, dueAt } from "./deadlines.ts";
import { headline, headlineSentence } from "./headline.ts";
import { hoursByHands } from "./hours-by-hands.ts";
import { type MilestoneItem, milestones } from "./milestones.ts";
import { exposure, type Sighting } from "./residual.ts";

const at = fc.integer({ min: 0, max: 50 }).map(instant);
const seen = (startedAt: number, usable: boolean, endedAt = startedAt): Sighting => ({
  startedAt: instant(startedAt),
  endedAt: instant(endedAt),
  usable,
});

describe("deadlines", () => {
  test.each([
    [0, "account", 4 * HOUR],
    [1, "account", 24 * HOUR],
    [2, "session", 24 * HOUR],
    [3, "group", 72 * HOUR],
    [0, "custody", 7 * DAY],
    [3, "custody", 7 * DAY],
  ] as const)("tier %i, %s", (tier, layer, span) => {
    expect(dueAt(instant(1_000), tier, layer)).toBe(1_000 + span);
  });

  test("policy replaces the times", () => {
    const policy = { ...DEADLINES_DEFAULT, byTier: { ...DEADLINES_DEFAULT.byTier, 0: HOUR }, custody: DAY };
    expect(dueAt(instant(0), 0, "account", policy)).toBe(HOUR);
    expect(dueAt(instant(0), 0, "custody", policy)).toBe(DAY);
  });

  test.each([
    ["due while it lies ahead", null, null, 100, "due"],
    ["due although seen usable", 90, null, 100, "due"],
    ["met: seen gone before it, even once it has passed", 50, 100, 300, "met"],
    ["missed: seen usable after it", 101, 200, 300, "missed"],
    ["missed although still running", 101, null, 300, "missed"],
    ["undeterminable: it lies between Tl and Tv", 100, 101, 300, "undeterminable"],
    ["undeterminable: not seen since", 100, null, 101, "undeterminable"],
    ["undeterminable: never seen at all", null, null, 101, "undeterminable"],
  ] as const)("%s", (_name, usable, gone, now, expected) => {
    const maybe = (value: number | null) => (value === null ? null : instant(value));
    expect(deadlineOutcome(instant(100), maybe(usable), maybe(gone), instant(now))).toBe(expected);
  });
});

describe("exposure", () => {
  test.each([
    ["T0 ahead", [], 90, "not_due", 0, 0, "not_known"],
    ["never looked at", [], 150, "running", 0, 50, "not_known"],
    ["seen usable, still running", [seen(120, true)], 150, "running", 20, 50, "usable"],
    [
      "seen usable then gone: the look's end bounds it",
      [seen(120, true), seen(130, false, 135)],
      200,
      "ended",
      20,
      35,
      "not_known",
    ],
    ["gone before T0", [seen(90, false)], 200, "ended", 0, 0, "not_known"],
    ["usable before T0, gone after", [seen(90, true), seen(110, false)], 200, "ended", 0, 10, "not_known"],
    [
      "gone and back: the gap is uncertain",
      [seen(110, false), seen(120, true), seen(130, true), seen(140, false)],
      200,
      "ended",
      10,
      40,
      "not_known",
    ],
    [
      "seen gone twice in between counts for nothing",
      [seen(110, false), seen(120, false), seen(130, true)],
      150,
      "running",
      0,
      40,
      "usable",
    ],
    ["in any order", [seen(130, false, 135), seen(120, true)], 200, "ended", 20, 35, "not_known"],
    [
      "a usable and a gone look at one time: usable counts",
      [seen(120, true), seen(120, false)],
      150,
      "running",
      0,
      50,
      "usable",
    ],
  ] as const)("%s", (_name, sightings, now, state, lower, upper, tail) => {
    expect(exposure(instant(100), sightings, instant(now))).toEqual({ state, lower, upper, tail });
  });

  const sighting = fc
    .tuple(at, fc.nat(3), fc.boolean())
    .map(([start, took, usable]) => seen(start, usable, start + took));

  test("0 ≤ lower ≤ upper, and nothing before T0 counts", () => {
    fc.assert(
      fc.property(at, fc.array(sighting, { maxLength: 6 }), (effectiveAt, sightings) => {
        const made = exposure(effectiveAt, sightings, instant(60));
        expect(made.lower).toBeGreaterThanOrEqual(0);
        expect(made.upper).toBeGreaterThanOrEqual(made.lower);
        expect(made.upper).toBeLessThanOrEqual(60 - effectiveAt);
      }),
    );
  });
});

describe("hours by hands", () => {
  const clocks = {
    effectiveAt: instant(100),
    notifiedAt: instant(110),
    detectedAt: instant(115),
    handedOverAt: instant(130),
    goneAt: instant(160),
  };

  test("HR until it told, IAM until a person had the step, then the owner", () => {
    expect(hoursByHands(clocks)).toEqual({ hr: 10, iam: 20, owner: 30 });
    expect(hoursByHands({ ...clocks, notifiedAt: null })).toEqual({ hr: 15, iam: 15, owner: 30 });
    expect(hoursByHands({ ...clocks, handedOverAt: null })).toEqual({ hr: 10, iam: 50, owner: 0 });
  });

  test("told and handed over before T0 it is the owner's from T0 on; gone before T0 it is nobody's", () => {
    expect(hoursByHands({ ...clocks, notifiedAt: instant(10), handedOverAt: instant(20) })).toEqual({
      hr: 0,
      iam: 0,
      owner: 60,
    });
    expect(hoursByHands({ ...clocks, goneAt: instant(90) })).toEqual({ hr: 0, iam: 0, owner: 0 });
    expect(hoursByHands({ ...clocks, notifiedAt: instant(500) })).toEqual({ hr: 60, iam: 0, owner: 0 });
  });

  test("the three are never negative and add up to max(0, Tv − T0), whatever the order of clocks", () => {
    const record = fc.record({
      effectiveAt: at,
      notifiedAt: fc.option(at),
      detectedAt: at,
      handedOverAt: fc.option(at),
      goneAt: at,
    });
    fc.assert(
      fc.property(record, (clocks) => {
        const { hr, iam, owner } = hoursByHands(clocks);
        expect(Math.min(hr, iam, owner)).toBeGreaterThanOrEqual(0);
        expect(hr + iam + owner).toBe(Math.max(0, clocks.goneAt - clocks.effectiveAt));
      }),
    );
  });
});

describe("headline", () => {
  test("each verdict counts where the table says, and the four add up", () => {
    const made = headline(VERDICTS);
    expect(made).toEqual({ verified: 4, attested: 1, excepted: 2, open: 10, total: 17, outside: 2 });
    expect(headlineSentence(made)).toBe("Verified 4, Attested 1, Excepted 2, Open 10 of 17");
  });

  test("unknown stays in the total", () => {
    expect(headline(["cannot_check", "verified_removed"])).toMatchObject({ open: 1, total: 2 });
    expect(headline([])).toMatchObject({ total: 0 });
  });
});

describe("milestones", () => {
  const one = (layer: MilestoneItem["layer"], key: MilestoneItem["key"], gone: number | null = 10): MilestoneItem => ({
    layer,
    key,
    remoteAccess: false,
    firstSeenGoneAt: gone === null ? null : instant(gone),
  });
  const reached = (...items: MilestoneItem[]) =>
    milestones(items, true)
      .filter((progress) => progress.reached)
      .map(({ milestone }) => milestone);

  test("contained by sign-in, sessions and credentials; ended by all but custody; closed by all", () => {
    const contained = [
      one("account", "verified_disabled"),
      one("session", "verified_removed"),
      one("credential", "attested"),
    ];
    expect(reached(...contained, one("group", "still_present"))).toEqual(["contained"]);
    expect(reached(...contained, one("machine_identity", "still_present"))).toEqual(["contained"]);
    expect(reached(...contained, one("custody", "still_present"))).toEqual(["contained", "access_ended"]);
    expect(reached(...contained, one("custody", "verified_transferred"))).toEqual([
      "contained",
      "access_ended",
      "closed",
    ]);
    expect(reached(one("session", "cannot_check"), one("custody", "verified_transferred"))).toEqual([]);
  });

  test("remote access through a group must end before anything is contained", () => {
    const vpn = { ...one("group", "still_present"), remoteAccess: true };
    expect(reached(one("account", "verified_disabled"), vpn)).toEqual([]);
    expect(reached(one("account", "verified_disabled"), one("group", "still_present"))).toEqual(["contained"]);
  });

  test("an exception closes a case and contains nothing", () => {
    expect(reached(one("account", "excepted_until"))).toEqual(["closed"]);
    expect(reached(one("account", "retained_until"))).toEqual(["closed"]);
  });

  test("what is outside every count neither holds a milestone up nor adds to it", () => {
    const [contained] = milestones(
      [one("account", "verified_disabled", 20), one("session", "not_applicable", null)],
      true,
    );
    expect(contained).toEqual({ milestone: "contained", reached: true, ended: 1, total: 1, at: 20 });
  });

  test("its time is that of the last item seen gone, and unknown when one was never seen", () => {
    expect(
      milestones([one("account", "verified_disabled", 20), one("session", "verified_removed", 10)], true)[0]?.at,
    ).toBe(20);
    expect(
      milestones([one("session", "verified_removed", 10), one("account", "verified_disabled", 20)], true)[0]?.at,
    ).toBe(20);
    expect(
      milestones([one("account", "verified_disabled", 20), one("session", "attested", null)], true)[0]?.at,
    ).toBeNull();
    expect(milestones([one("account", "still_present", null)], true)[0]).toMatchObject({
      reached: false,
      ended: 0,
      total: 1,
      at: null,
    });
  });

  test("a case without items has reached nothing", () => {
    expect(reached()).toEqual([]);
  });

  test("nothing is reached while systems are still to be read, whatever ended already", () => {
    const ended = [one("account", "verified_disabled"), one("custody", "verified_transferred")];
    expect(milestones(ended, false).map((progress) => progress.reached)).toEqual([false, false, false]);
    expect(milestones(ended, false).map((progress) => progress.at)).toEqual([null, null, null]);
    const withoutAccount = [one("custody", "verified_transferred")];
    expect(milestones(withoutAccount, false)[0]).toMatchObject({ reached: false, total: 0 });
    expect(milestones(withoutAccount, true)[0]).toMatchObject({ reached: true, total: 0 });
  });
});
