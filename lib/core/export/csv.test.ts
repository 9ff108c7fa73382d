import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCell, csvText } from "./csv.ts";

test.each([
  ["=1+1", `"'=1+1"`],
  ["+49 30", `"'+49 30"`],
  ["-1", `"'-1"`],
  ["@SUM(A1)", `"'@SUM(A1)"`],
  ["\t=1", `"'\t=1"`],
  ["\r=1", `"'\r=1"`],
  ["＝1+1", `"'＝1+1"`],
  ['say "no", now', '"say ""no"", now"'],
  ["two\nlines", '"two\nlines"'],
  ["plain", "plain"],
  ["", ""],
])("%j stands in the file as %s", (value, text) => {
  expect(csvCell(value)).toBe(text);
});

test("numbers of ours stay numbers, and what is missing stays empty", () => {
  expect(csvText(["a", "b_utc", "c"], [[-5, null, "x"]])).toBe("a,b_utc,c\r\n-5,,x\r\n");
});

test("no text begins as a formula, and every text can be read back, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      const cell = csvCell(value);
      const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect(read).not.toMatch(/^[=+\-@\t\r\n]/);
      expect([value, `'${value}`]).toContain(read);
    }),
  );
});
