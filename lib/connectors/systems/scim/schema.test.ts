import { describe, expect, it } from "vitest";
import { carries, folded, presenceOf } from "./map.ts";
import { parseGroup, parsePage, parseUser } from "./schema.ts";
import { resourcePath } from "./session.ts";

const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";

describe("reading a user", () => {
  it.each([
    [true, "active"],
    [false, "disabled"],
    ["False", "unknown"],
    ["false", "unknown"],
    [[], "unknown"],
    [0, "unknown"],
    [null, "unknown"],
    [undefined, "unknown"],
    [[{ value: false }], "unknown"],
  ])("reads active: %j as %s", (active, presence) => {
    const user = parseUser({ id: "1", active });
    expect(user && presenceOf(user)).toBe(presence);
  });

  it("reads attribute names without case, as the standard says", () => {
    expect(parseUser({ ID: 7, username: "Mia", ACTIVE: false, Emails: [{ Value: "m@a.example" }] })).toMatchObject({
      id: "7",
      userName: "Mia",
      active: false,
      emails: ["m@a.example"],
    });
  });

  it.each([[null], [[]], ["x"], [{}], [{ id: "" }], [{ id: null }], [{ id: {} }], [{ schemas: [GROUP], id: "1" }]])(
    "takes %j for no user",
    (json) => {
      expect(parseUser(json)).toBeNull();
    },
  );

  it("never reads what an object inherits", () => {
    expect(parseUser(Object.create({ id: "1", active: false }))).toBeNull();
    expect(parseUser(JSON.parse('{"id":"1","__proto__":{"active":false}}'))).toMatchObject({ active: null });
  });
});

describe("reading a group", () => {
  it.each([
    [undefined, []],
    [null, []],
    [[], []],
    [
      [{ value: "1" }, { value: 2 }],
      ["1", "2"],
    ],
    [["1"], ["1"]],
    [[{ display: "Mia" }], null],
    [{ value: "1" }, null],
    ["1", null],
  ])("reads members %j as %j", (members, expected) => {
    expect(parseGroup({ id: "g", members })?.members).toEqual(expected);
  });

  it("takes a user for no group", () => {
    expect(parseGroup({ schemas: [USER], id: "1" })).toBeNull();
  });
});

describe("reading a page", () => {
  it.each([
    [{}],
    [null],
    [[]],
    [{ Resources: [] }],
    [{ totalResults: "0" }],
    [{ totalResults: -1 }],
    [{ totalResults: 0, Resources: [{}] }],
    [{ totalResults: 1, Resources: {} }],
  ])("takes %j for no list, so never for an empty one", (json) => {
    expect(parsePage(json)).toBeNull();
  });
  it("reads a total of zero without resources as an empty list", () => {
    expect(parsePage({ totalResults: 0 })).toEqual({ total: 0, resources: [] });
  });
});

describe("comparing what a server found with what was asked", () => {
  const user = parseUser({
    id: "1",
    userName: "Mia@Acme.example",
    externalId: "E1",
    emails: [{ value: "m.berg@acme.example" }],
  });

  it.each([
    ["userName", "mia@acme.EXAMPLE", true],
    ["userName", "mia@acme.example.evil.example", false],
    ["userName", "mia", false],
    ["externalId", "E1", true],
    ["externalId", "e1", false],
    ["emails.value", "M.Berg@acme.example", true],
    ["emails.value", "mia@acme.example", false],
  ] as const)("%s = %s is carried: %s", (key, value, expected) => {
    expect(user && carries(user, key, value)).toBe(expected);
  });

  it("compares composed and decomposed letters as one", () => {
    expect(folded("Zofia.Wróna")).toBe(folded("zofia.wro\u0301na"));
  });
});

describe("paths", () => {
  it.each([
    ["a/b", "/Users/a%2Fb"],
    ["../Groups/1", "/Users/..%2FGroups%2F1"],
    ["..", "/Users/%252E%252E"],
    [".", "/Users/%252E"],
    ["a?filter=x#y", "/Users/a%3Ffilter%3Dx%23y"],
  ])("keeps the identifier %s in its place", (id, path) => {
    expect(resourcePath("Users", id)).toBe(path);
  });
});
