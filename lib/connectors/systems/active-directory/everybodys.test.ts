import { expect, it } from "vitest";
import { isEverybodys } from "./everybodys.ts";
import type { Way } from "./groups.ts";

const DOMAIN = "S-1-5-21-1975006663-899624864-1322869785";

it.each<[string, string | null, Way[], boolean]>([
  ["Domain Users as the primary group", `${DOMAIN}-513`, ["token", "primary"], true],
  ["the built-in Users, carried along", "S-1-5-32-545", ["token"], true],
  ["Domain Admins as the primary group", `${DOMAIN}-512`, ["token", "primary"], false],
  ["Domain Users that the account was put into", `${DOMAIN}-513`, ["direct", "token"], false],
  ["the built-in Users through another group", "S-1-5-32-545", ["nested", "token"], false],
  ["the built-in Administrators, carried along", "S-1-5-32-544", ["token"], false],
  ["a group of another domain that ends alike", `${DOMAIN}-1513`, ["token", "primary"], false],
  ["a group whose identifier could not be read", null, ["token"], false],
])("%s", (_what, sid, ways, everybodys) => {
  expect(isEverybodys({ sid, ways: new Set(ways) })).toBe(everybodys);
});
