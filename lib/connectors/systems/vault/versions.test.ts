import { expect, test } from "vitest";
import { instant } from "../../../core/instant.ts";
import { readVersions } from "./versions.ts";

const DAY = ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"] as const;
const at = (place: number) => instant(Date.parse(DAY[place] ?? "") * 1000);

/** One letter a version: live, deleted (can be brought back), destroyed, missing. */
function versions(states: string, oldest = 0) {
  const rows = [...states].flatMap((state, place) => {
    const row = {
      created_time: DAY[place] ?? "",
      deletion_time: state === "d" ? "2026-03-02T00:00:00Z" : "",
      destroyed: state === "x",
    };
    return state === "-" ? [] : [[String(place + 1), row] as const];
  });
  return { current_version: states.length, oldest_version: oldest, versions: Object.fromEntries(rows) };
}

test.each([
  ["l", 0, []],
  ["ll", 0, []],
  ["dl", 0, [1]],
  ["xl", 1, []],
  ["xdl", 1, [2]],
  ["xxl", 2, []],
])("versions %s hold values since that of day %i; what was deleted can be brought back: %j", (states, day, back) => {
  const read = readVersions(versions(states), true);
  const facts = { knownSecret: true, issuedAt: at(day), oldSecretRefused: true };
  expect(read).toEqual({ facts, recoverable: back });
});

test.each([["x"], ["lx"], ["ld"], ["d"]])(
  "versions %s leave no value in force: nothing was set in its place",
  (states) => {
    expect(readVersions(versions(states), true)?.facts).toEqual({ knownSecret: true });
  },
);

test("versions that the store let go of are gone, and one that is missing from its list was not read", () => {
  expect(readVersions(versions("--l", 3), true)).toMatchObject({ facts: { issuedAt: at(2) } });
  expect(readVersions(versions("l-l"), true)).toBeNull();
  expect(readVersions(versions("ll-"), true)).toBeNull();
  const timeless = versions("ll");
  timeless.versions["1"] = { created_time: "2026-01-01 00:00", deletion_time: "", destroyed: false };
  expect(readVersions(timeless, true)).toBeNull();
});

test("unless what it opens is stated to take from here what it accepts, that an old value is refused is never said", () => {
  const read = readVersions(versions("xl"), false);
  expect(read).toEqual({ facts: { knownSecret: true, issuedAt: at(1) }, recoverable: [] });
});
