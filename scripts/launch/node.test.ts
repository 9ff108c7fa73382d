import { expect, test } from "vitest";
import { runsTypeScript } from "./node.mjs";

test.each([
  ["18.20.8", false],
  ["20.20.2", false],
  ["22.12.0", false],
  ["22.17.1", false],
  ["22.18.0", true],
  ["23.5.0", false],
  ["23.6.0", true],
  ["24.0.0", true],
  ["26.10.0", true],
])("Node %s runs TypeScript without flags: %s", (version, expected) => {
  expect(runsTypeScript(version)).toBe(expected);
});
