import { describe, expect, it } from "vitest";
import { escapesOf, functionsOf, suppressionsOf } from "./lines.mjs";

describe("what is measured is what the parser sees", () => {
  it("a function's length counts from its first to its last line, without blank ones, wherever it stands", () => {
    const text =
      "// é, two bytes\n\nexport function a() {\n  const x = 1;\n\n  return x;\n}\nexport const b = () => 1;\n";
    expect(functionsOf("a.ts", text)).toEqual([
      { line: 3, lines: 4 },
      { line: 8, lines: 1 },
    ]);
    // Read again: positions of the parser run on, the answer must not.
    expect(functionsOf("a.ts", text)[0]).toEqual({ line: 3, lines: 4 });
  });

  it("a file with a hashbang or JSX is read like any other", () => {
    expect(functionsOf("a.mjs", "#!/usr/bin/env node\nfunction a() {}\n")).toEqual([{ line: 2, lines: 1 }]);
    expect(functionsOf("a.tsx", "export const A = () => (\n  <b>\n    x\n  </b>\n);\n")).toEqual([
      { line: 1, lines: 5 },
    ]);
  });

  it("an escape from the compiler is found and asked for its reason; `as const` and `satisfies` are none", () => {
    const text =
      "const a = 1 as const;\nconst b = {} satisfies object;\n\n\n\nlet c = x as any;\nlet d = y!;\n\n\n\n\n// the row has just been inserted\nlet e = z as Row;\n";
    expect(escapesOf("a.ts", text)).toEqual([
      { line: 6, kind: "cast", reasoned: false },
      { line: 6, kind: "any", reasoned: false },
      { line: 7, kind: "non-null", reasoned: false },
      { line: 13, kind: "cast", reasoned: true },
    ]);
  });

  it("a switched-off checker is found, with or without its reason", () => {
    const off = ["biome", "ignore"].join("-");
    expect(suppressionsOf(`// ${off} lint/x: the parser needs it\n/* ${off} lint/y: */\nconst s = "${off}";`)).toEqual([
      { line: 1, reasoned: true },
      { line: 2, reasoned: false },
    ]);
  });
});
