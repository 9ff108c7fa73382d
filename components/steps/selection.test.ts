import { expect, test } from "vitest";
import { countedUpTo } from "#lib/core/views/counted.ts";
import {
  chosen,
  countSelected,
  EVERYTHING,
  isEverything,
  isSelected,
  NOTHING,
  rangeOf,
  withSteps,
} from "./selection.ts";

test("all that match go beyond the page; what is taken out of them stays out", () => {
  const less = withSteps(EVERYTHING, ["a", "b"], false);
  expect(countSelected(less, countedUpTo(197))).toEqual({ count: 195, capped: false });
  expect([isSelected(less, "a"), isSelected(less, "of another page")]).toEqual([false, true]);
  expect(chosen(less)).toEqual({ except: ["a", "b"], only: null });
  expect(countSelected(withSteps(less, ["a"], true), countedUpTo(197)).count).toBe(196);
});

test("of more than were counted, more are selected than can be said, and never all but by saying all", () => {
  const many = countedUpTo(1_001);
  expect(countSelected(withSteps(EVERYTHING, ["a"], false), many)).toEqual({ count: 999, capped: true });
  expect([isEverything(EVERYTHING, many), isEverything(withSteps(EVERYTHING, ["a"], false), many)]).toEqual([
    true,
    false,
  ]);
  const thousand = withSteps(
    NOTHING,
    Array.from({ length: 1_000 }, (_, at) => `${at}`),
    true,
  );
  expect([isEverything(thousand, many), isEverything(thousand, countedUpTo(1_000))]).toEqual([false, true]);
  expect(isEverything(EVERYTHING, countedUpTo(0))).toBe(false);
});

test("what is picked is picked by name, and nothing beside it", () => {
  const some = withSteps(withSteps(NOTHING, ["a", "b"], true), ["a"], false);
  expect([countSelected(some, countedUpTo(197)).count, isSelected(some, "b"), isSelected(some, "c")]).toEqual([
    1,
    true,
    false,
  ]);
  expect(chosen(some)).toEqual({ except: [], only: ["b"] });
});

test("a range goes both ways and holds both ends; without a beginning it is the one", () => {
  const page = ["a", "b", "c", "d"];
  expect(rangeOf(page, "b", "d")).toEqual(["b", "c", "d"]);
  expect(rangeOf(page, "d", "b")).toEqual(["b", "c", "d"]);
  expect(rangeOf(page, null, "c")).toEqual(["c"]);
  expect(rangeOf(page, "gone", "c")).toEqual(["c"]);
});
