import fc from "fast-check";
import { expect, it } from "vitest";
import { anyOf, both, equals, present } from "./filter.ts";

it("keeps a value a value, whatever syntax stands in it", () => {
  const hostile = "*)(uid=*))(|(uid=*\\";
  expect(equals("uid", hostile).toString()).toBe("(uid=\\2a\\29\\28uid=\\2a\\29\\29\\28|\\28uid=\\2a\\5c)");
  expect(both(present("uid"), anyOf([equals("mail", "a"), equals("mail", "b")])).toString()).toBe(
    "(&(uid=*)(|(mail=a)(mail=b)))",
  );
});

it("writes every text with as many brackets as the filter itself has", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      const text = equals("uid", value).toString();
      expect(text.match(/[()]/g)).toEqual(["(", ")"]);
      expect(text.slice(0, 5)).toBe("(uid=");
      expect(text.slice(5, -1)).not.toMatch(/[*\0]/);
    }),
  );
});
