import { expect, test } from "vitest";
import type { Answer } from "../../http/client.ts";
import { pagerdutyReader } from "./users.ts";

const reader = pagerdutyReader({ pagesMax: 10 } as never, "/things", "things", String, String);
// Of an answer the reader looks at its JSON alone.
const page = (json: object, asked = reader.path) => reader.page({ json } as Answer, asked);
const full = Array.from({ length: 100 }, (_, at) => at);

test("a cursor leads on, whether or not the answer says that there is more", () => {
  expect(page({ things: [1], next_cursor: "a b" })?.next).toBe("/things?limit=100&cursor=a%20b");
  expect(page({ things: [1], next_cursor: "x", more: false })?.next).toBe("/things?limit=100&cursor=x");
  expect(page({ things: [1], next_cursor: null, more: false })?.next).toBeNull();
});

test("a full page that says neither is no whole list; a short one is", () => {
  expect(page({ things: full })).toBeNull();
  expect(page({ things: [1] })?.next).toBeNull();
  expect(page({ things: full, more: true })?.next).toBe("/things?limit=100&offset=100");
  expect(page({ things: [1], more: "no" })).toBeNull();
});
