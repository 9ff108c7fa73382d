import { expect, test } from "vitest";
import { formatBytes } from "./format-bytes.ts";

test("sizes are said with one unit, small ones to the byte", () => {
  expect([0, 812, 4200, 96_000_000, 2_100_000_000].map(formatBytes)).toEqual([
    "0 B",
    "812 B",
    "4.2 kB",
    "96 MB",
    "2.1 GB",
  ]);
});
