import { describe, expect, it } from "vitest";
import { importsOf, valueImportsOf } from "./parse.mjs";

describe("an import cannot hide from the import law", () => {
  it.each([
    ["a plain import", 'import { a } from "./a.ts";'],
    ["an import for its effect", 'import "./a.ts";'],
    ["a type import", 'import type { A } from "./a.ts";'],
    ["a re-export", 'export { a } from "./a.ts";'],
    ["a re-export of everything", 'export * from "./a.ts";'],
    ["a dynamic import", 'const a = () => import("./a.ts");'],
    ["a dynamic import in a template", "const a = () => import(`./a.ts`);"],
    ["a type named in place", 'type A = import("./a.ts").A;'],
    ["a type named in place, deep in a signature", 'function f<T extends Map<string, import("./a.ts").A>>(t: T) {}'],
    ["a require", 'const a = require("./a.ts");'],
    ["an import equals", 'import a = require("./a.ts");'],
    ["an import below a hashbang", '#!/usr/bin/env node\nimport "./a.ts";'],
  ])("%s", (_how, text) => {
    expect(importsOf("x.ts", text)).toEqual(["./a.ts"]);
  });

  it("in a file with JSX, inside the JSX too", () => {
    const text = 'const A = lazy(() => import("./a.tsx")); export const B = () => <A on={() => import("./b.ts")} />;';
    expect(importsOf("x.tsx", text)).toEqual(["./a.tsx", "./b.ts"]);
  });

  it("by standing in a file that cannot be parsed: that is an error, never an empty list", () => {
    expect(() => importsOf("lib/broken.ts", "export const a = ;")).toThrow("lib/broken.ts cannot be parsed");
  });
});

describe("what a verb runs through", () => {
  it("is what it imports for a value: types alone are not run", () => {
    const text =
      'import type { A } from "./a.ts";\nimport { type B } from "./b.ts";\nimport { type C, c } from "./c.ts";\nimport "./d.ts";';
    expect(valueImportsOf("x.ts", text)).toEqual(["./c.ts", "./d.ts"]);
  });
});
