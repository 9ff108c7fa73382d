import { describe, expect, test } from "vitest";
import { isListingHeld } from "../access/listing-guard.ts";
import { massFindings, openingLimit, type SourceLoad } from "./mass-guard.ts";

const load: SourceLoad = {
  activePeople: 100,
  openedLastHour: 0,
  opening: 0,
  approved: 0,
  singleEmergency: false,
  rows: null,
};
const codes = (more: Partial<SourceLoad>) => massFindings({ ...load, ...more }).map(({ code }) => code);

describe("a source that opens too many cases", () => {
  test.each([
    [0, 10],
    [1_000, 10],
    [1_099, 10],
    [1_100, 11],
    [50_000, 500],
  ])("of %i active people it may open %i an hour", (people, limit) => {
    expect(openingLimit(people)).toBe(limit);
  });

  test("at the limit it goes on, above it it is held, and the last hour counts", () => {
    expect(codes({ opening: 10 })).toEqual([]);
    expect(massFindings({ ...load, opening: 11 })).toEqual([{ code: "openings_per_hour", asked: 11, limit: 10 }]);
    expect(codes({ openedLastHour: 10, opening: 1 })).toEqual(["openings_per_hour"]);
    expect(codes({ openedLastHour: 50, opening: 0 })).toEqual([]);
  });

  test("what was approved beforehand or released does not count", () => {
    expect(codes({ opening: 200, approved: 190 })).toEqual([]);
    expect(codes({ opening: 200, approved: 189 })).toEqual(["openings_per_hour"]);
  });

  test("one emergency passes, two are no single one", () => {
    expect(codes({ openedLastHour: 50, opening: 1, singleEmergency: true })).toEqual([]);
    expect(codes({ openedLastHour: 50, opening: 2, singleEmergency: true })).toEqual(["openings_per_hour"]);
  });

  test.each([
    [100, 96, []],
    [100, 95, ["file_shrank"]],
    [100, 0, ["file_shrank"]],
    [100, 100, []],
    [100, 130, []],
    [0, 0, []],
  ])("a file of %i rows that now has %i", (before, now, expected) => {
    expect(codes({ rows: { before, now } })).toEqual(expected);
  });

  test("both at once are both named", () => {
    expect(codes({ opening: 11, rows: { before: 100, now: 50 } })).toEqual(["openings_per_hour", "file_shrank"]);
  });
});

describe("a complete listing that lost rows", () => {
  test.each([
    ["nothing", 100, 100, 0, false],
    ["grew", 100, 120, 0, false],
    ["exactly a fifth", 100, 80, 0, false],
    ["more than a fifth", 100, 79, 0, true],
    ["more than a fifth, by our own acts", 100, 79, 1, false],
    ["a large share of a small listing, few rows", 10, 5, 0, false],
    ["six of ten", 10, 4, 0, true],
    ["everything", 4, 0, 0, true],
    ["the only row", 1, 0, 0, false],
    ["everything, as expected", 4, 0, 4, false],
  ] as const)("%s", (_name, before, now, expectedLoss, held) => {
    expect(isListingHeld({ before, now, expectedLoss })).toBe(held);
  });
});
