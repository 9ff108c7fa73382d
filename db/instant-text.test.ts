import fc from "fast-check";
import { expect, it } from "vitest";
import { instant } from "../lib/core/instant.ts";
import { instantFromPg, instantToPg } from "./instant-text.ts";

it("an instant survives the way to PostgreSQL's text and back, to the microsecond", () => {
  fc.assert(
    fc.property(fc.integer({ min: -2_000_000_000_000_000, max: 4_000_000_000_000_000 }), (micros) => {
      const text = instantToPg(instant(micros)).replace("T", " ").replace("Z", "+00");
      expect(instantFromPg(text)).toBe(micros);
    }),
  );
});

it("a text that is not in UTC is refused instead of being read as another moment", () => {
  expect(() => instantFromPg("2026-11-23 17:10:56+05:30")).toThrow(RangeError);
});
