import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CanonicalValue, canonicalJson } from "./canonical.ts";

describe("canonical JSON", () => {
  test("RFC 8785, 3.2.3: keys sort by UTF-16 code units, not by code points or locale", () => {
    const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  });

  test("RFC 8785, 3.2.2: strings keep the shortest escapes", () => {
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  test("nested values, empty ones, booleans, null and whole numbers", () => {
    expect(canonicalJson({ b: [1, -2, 0, [], {}], a: { d: null, c: [true, false] } })).toBe(
      '{"a":{"c":[true,false],"d":null},"b":[1,-2,0,[],{}]}',
    );
    expect(canonicalJson(-0)).toBe("0");
    expect(canonicalJson(Number.MAX_SAFE_INTEGER)).toBe("9007199254740991");
  });

  test.each([
    ["undefined in an object", { a: undefined }],
    ["undefined in a list", [undefined]],
    ["a hole in a list", new Array(1)],
    ["a fraction", 0.5],
    ["not a number", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["a whole number past 2^53", 2 ** 53],
    ["half a surrogate pair in a value", "\ud83d"],
    ["half a surrogate pair in a key", { "\ude00": 1 }],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["a big integer", 1n],
    ["a function", () => 1],
  ])("%s is refused, never dropped or rounded", (_name, value) => {
    // The cast gives the function what the types forbid: callers may hold parsed JSON.
    expect(() => canonicalJson(value as CanonicalValue)).toThrow(TypeError);
  });

  test("an object without a prototype is a plain object", () => {
    expect(canonicalJson(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
  });

  const value = fc.letrec<{ any: CanonicalValue }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger(),
      fc.string({ unit: "grapheme" }),
      fc.array(tie("any"), { maxLength: 4 }),
      fc.dictionary(fc.string({ unit: "grapheme" }), tie("any"), { maxKeys: 4 }),
    ),
  })).any;

  test("parsing gives the same value back, and the same value always the same text", () => {
    fc.assert(
      fc.property(value, (original) => {
        const text = canonicalJson(original);
        expect(canonicalJson(JSON.parse(text) as CanonicalValue)).toBe(text);
      }),
    );
  });

  test("the order in which keys were set does not show", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (original) => {
        const reversed = Object.fromEntries(Object.entries(original).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(original));
      }),
    );
  });
});
