import { expect, test } from "vitest";
import { plainList } from "./plain-list.ts";

test("ids, numbers and nulls are written as PostgreSQL reads an array", () => {
  expect(plainList(["0193a5c8-0000-7000-8000-000000000001", null, 12, -3, "still_present"])).toBe(
    "{0193a5c8-0000-7000-8000-000000000001,NULL,12,-3,still_present}",
  );
  expect(plainList([])).toBe("{}");
});

test.each(['a"b', "a b", "{1}", "a\\\\b", "1.5e3", "ä"])(
  "%j is refused instead of being read as something else",
  (value) => {
    expect(() => plainList(["x", value])).toThrow(TypeError);
  },
);
