import { expect, test } from "vitest";
import { textAt, valuesAt } from "./field-path.ts";
import { accountRecord, presenceOf } from "./map.ts";

const words = { at: "state", active: ["open", true, 1], disabled: ["blocked", false], absent: ["deleted"] };

test.each([
  ["open", "active"],
  [true, "active"],
  ["blocked", "disabled"],
  [false, "disabled"],
  ["deleted", "absent"],
  ["false", "unknown"],
  ["Blocked", "unknown"],
  ["1", "unknown"],
  [0, "unknown"],
  [null, "unknown"],
  [["blocked"], "unknown"],
  [{}, "unknown"],
])("a state of %j reads %s: only what was named, to the letter and by its type", (state, presence) => {
  expect(presenceOf({ state }, words)).toBe(presence);
});

test("a state that is missing is unknown, and so is one of several", () => {
  expect(presenceOf({}, words)).toBe("unknown");
  expect(presenceOf({ all: [{ is: "open" }, { is: "blocked" }] }, { ...words, at: "all.*.is" })).toBe("unknown");
});

test("paths lead through what an answer holds itself, and nowhere else", () => {
  const json = { "a.b": { c: 1 }, list: [{ v: "x" }, { v: "y" }, {}], "a/b": 2 };
  expect(valuesAt(json, "/a.b/c")).toEqual([1]);
  expect(valuesAt(json, "/a~1b")).toEqual([2]);
  expect(valuesAt(json, "list.*.v")).toEqual(["x", "y"]);
  expect(valuesAt(json, "list.1.v")).toEqual(["y"]);
  expect(valuesAt(json, "")).toEqual([json]);
  for (const path of ["constructor", "__proto__", "list.length.x", "toString.name", "a.b.c"])
    expect(valuesAt(json, path)).toEqual([]);
  expect(textAt({ id: 7 }, "id")).toBe("7");
  for (const id of ["", 1.5, Number.MAX_VALUE, null, true, {}]) expect(textAt({ id }, "id")).toBeNull();
});

test("a row whose identifier, name or mail cannot be read is no account", () => {
  const fields = { id: "id", userName: "login", emails: ["mails"], presence: words };
  const row = { id: 5, login: "mia", mails: ["mia@acme.example", null, ""], state: "open" };
  const record = { nativeId: "5", userName: "mia", emails: ["mia@acme.example"], externalId: null, presence: "active" };
  expect(accountRecord(row, fields)).toMatchObject(record);
  for (const broken of [{ id: null }, { login: 0.5 }, { mails: [{ mail: "mia@acme.example" }] }, { mails: 7 }])
    expect(accountRecord({ ...row, ...broken }, fields)).toBeNull();
});
