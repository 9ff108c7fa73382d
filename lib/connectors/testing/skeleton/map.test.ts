import { expect, test } from "vitest";
import { presenceOf } from "./map.ts";

test.each([
  ["enabled", "active"],
  ["locked", "disabled"],
  ["a state of next year", "unknown"],
  ["constructor", "unknown"],
])("the state %s reads %s", (state, presence) => {
  expect(presenceOf({ id: "1", login: "mia", state })).toBe(presence);
});
