import { expect, test } from "vitest";
import { quoted } from "./soql.ts";

test.each([
  ["mia", "'mia'"],
  ["O'Neil", "'O\\'Neil'"],
  ["\\' OR IsActive = true", "'\\\\\\' OR IsActive = true'"],
])("the text %s cannot leave its quotes", (text, written) => {
  expect(quoted(text)).toBe(written);
});
