import { expect, it } from "vitest";
import { keyOfTag } from "./query-key.ts";

it("puts a tag's views below the tag, so that touching it drops them all", () => {
  expect(keyOfTag("leavers")).toEqual(["leavers"]);
  expect(keyOfTag("leaver:0197:x")).toEqual(["leaver", "0197:x"]);
});
