import { expect, test } from "vitest";
import { entryVersion } from "./entry.ts";

test("kinds start at version 1", () => {
  expect(entryVersion("leaver.closed")).toBe(1);
});
