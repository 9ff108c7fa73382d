import { expect, test } from "vitest";
import { filled, filledBody, pathProblem, queryProblem } from "./template.ts";

const ATTACKS = [
  ["..", "/people/%252E%252E/block"],
  [".", "/people/%252E/block"],
  ["../../admin", "/people/..%2F..%2Fadmin/block"],
  ["p1?state=open", "/people/p1%3Fstate%3Dopen/block"],
  ["p1#", "/people/p1%23/block"],
  ["a\\..\\b", "/people/a%5C..%5Cb/block"],
  ["%2e%2e", "/people/%252e%252e/block"],
  ["p1\r\nHost: evil.example", "/people/p1%0D%0AHost%3A%20evil.example/block"],
  ["//evil.example", "/people/%2F%2Fevil.example/block"],
  ["{key}", "/people/%7Bkey%7D/block"],
  ["財務", "/people/%E8%B2%A1%E5%8B%99/block"],
];

test.each(ATTACKS)("an identifier such as %j stays one step of its path", (account, path) => {
  expect(filled({ path: "/people/{account}/block" }, { account })).toBe(path);
  const url = new URL(`https://desk.example/api${path}`);
  expect([url.host, url.pathname.startsWith("/api/people/"), url.pathname.endsWith("/block"), url.search]).toEqual([
    "desk.example",
    true,
    true,
    "",
  ]);
});

test("a value that is empty, or no whole text, is asked for nowhere: /people/ would be everybody", () => {
  for (const account of ["", "\uD800"]) expect(filled({ path: "/people/{account}" }, { account })).toBeNull();
  expect(filled({ path: "/people/{account}" }, {})).toBeNull();
});

test("a value in a query stays one value, and quotes around it cannot be closed from inside", () => {
  const plain = { path: "/people", query: { mail: "{value}", state: "open" } };
  expect(filled(plain, { value: "a&state=all#" })).toBe("/people?mail=a%26state%3Dall%23&state=open");
  const quoted = { path: "/people", query: { filter: 'mail eq "{value}"' } };
  expect(filled(quoted, { value: "a@b.example" })).toBe("/people?filter=mail%20eq%20%22a%40b.example%22");
  for (const value of ['x" or mail pr or mail eq "', "x' or '1", "x\\"]) expect(filled(quoted, { value })).toBeNull();
  expect(filled(plain, { value: "o'brien@b.example" })).toContain("o'brien");
});

test.each([
  "people",
  "https://evil.example/x",
  "/../admin",
  "/a/./b",
  "//evil.example/x",
  "/a//b",
  "/a%2e%2e/b",
  "/a?b=c",
  "/a#b",
  "/a\\b",
  "/a b",
  "/.{account}",
  "/{account}{key}",
  "/{other}",
])("the path %s is not taken", (path) => expect(pathProblem(path)).not.toBeNull());

test.each(["/", "/people", "/people/", "/v1/people/{account}/teams", "/a:b/{key}"])("the path %s is taken", (path) =>
  expect(pathProblem(path)).toBeNull(),
);

test("a credential in an address is refused, a person's value there is not", () => {
  expect(queryProblem({ api_key: "abc" })).toContain("belongs in the secret");
  expect(queryProblem({ token: "{key}", limit: "100" })).toBeNull();
});

test("a body is built of values, not of text: what an identifier holds changes nothing around it", () => {
  const body = { user: "{account}", keys: ["{key}", "{key}s"], force: true, why: null };
  const account = '", "admin": true, "x": "';
  expect(filledBody(body, { account, key: "k" })).toEqual({
    user: account,
    keys: ["k", "{key}s"],
    force: true,
    why: null,
  });
});
