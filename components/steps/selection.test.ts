import { expect, test } from "vitest";
import { chosen, countSelected, EVERYTHING, isSelected, NOTHING, rangeOf, withSteps } from "./selection.ts";

test("all that match go beyond the page; what is taken out of them stays out", () => {
  const less = withSteps(EVERYTHING, ["a", "b"], false);
  expect(countSelected(less, 197)).toBe(195);
  expect([isSelected(less, "a"), isSelected(less, "of another page")]).toEqual([false, true]);
  expect(chosen(less)).toEqual({ except: ["a", "b"], only: null });
  expect(countSelected(withSteps(less, ["a"], true), 197)).toBe(196);
});

test("what is picked is picked by name, and nothing beside it", () => {
  const some = withSteps(withSteps(NOTHING, ["a", "b"], true), ["a"], false);
  expect([countSelected(some, 197), isSelected(some, "b"), isSelected(some, "c")]).toEqual([1, true, false]);
  expect(chosen(some)).toEqual({ except: [], only: ["b"] });
});

test("a range goes both ways and holds both ends; without a beginning it is the one", () => {
  const page = ["a", "b", "c", "d"];
  expect(rangeOf(page, "b", "d")).toEqual(["b", "c", "d"]);
  expect(rangeOf(page, "d", "b")).toEqual(["b", "c", "d"]);
  expect(rangeOf(page, null, "c")).toEqual(["c"]);
  expect(rangeOf(page, "gone", "c")).toEqual(["c"]);
});
