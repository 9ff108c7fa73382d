import { expect, it } from "vitest";
import { nextLink } from "./next-link.ts";

const BASE = "https://acme.example/api";

it.each([
  ['<https://acme.example/api/users?after=1>; rel="next"', "/users?after=1"],
  ['<https://acme.example/api/users>; rel="self", <https://acme.example/api/users?a=1,2>; rel="next"', "/users?a=1,2"],
  ["</api/users?page=2>; rel=next", "/users?page=2"],
  ['<https://acme.example/api/x>; title="next"; rel="prev"', null],
  ['<https://evil.example/api/users?after=1>; rel="next"', "elsewhere"],
  ['<https://acme.example/other?after=1>; rel="next"', "elsewhere"],
  ['<http://acme.example/api/users?after=1>; rel="next"', "elsewhere"],
  ['<https://acme.example/api/../admin>; rel="next"', "elsewhere"],
  ['<//evil.example/api/x>; rel="next"', "elsewhere"],
  [null, null],
])("of %s the next page is %s: a credential follows a link nowhere else", (header, next) => {
  expect(nextLink(header, BASE)).toBe(next);
});
