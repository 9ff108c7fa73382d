import { expect, test } from "vitest";
import { ok, okUnless, refused } from "./result.ts";

test("no reasons lets the value through, any reason refuses with all of them in order", () => {
  expect(okUnless(7, [])).toEqual(ok(7));
  expect(okUnless(7, ["first", "second"])).toEqual(refused("first", "second"));
  expect(okUnless(7, ["only"]).ok).toBe(false);
});
