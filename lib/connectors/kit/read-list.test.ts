import { expect, test } from "vitest";
import type { Answer, HttpClient } from "../http/client.ts";
import { type ListRead, readList } from "./read-list.ts";
import { Trail } from "./trail.ts";

const PLAIN = { etag: null, link: null, retryAfter: null, failure: null };
const exchange = {
  method: "GET",
  url: "https://acme.example",
  requestBody: null,
  status: 200,
  body: null,
  bodyBytes: 0,
  bodyDigest: null,
  targetDate: null,
  failure: null,
};

/** Reads a list whose pages a function writes; rows are texts. */
async function read(
  page: (path: string) => { readonly rows: unknown; readonly next?: string; readonly total?: number },
  pagesMax = 20,
): Promise<{ readonly list: ListRead<string>; readonly trail: Trail; readonly asked: number }> {
  const client: HttpClient = {
    send: async (_, path): Promise<Answer> => ({ ...PLAIN, exchange, status: 200, json: page(path) }),
    hide: () => undefined,
    close: async () => undefined,
  };
  const trail = new Trail(client, new AbortController().signal);
  const list = await readList(trail, {
    path: "/0",
    page: ({ json }) => {
      const { rows, next } = Object(json);
      return Array.isArray(rows) ? { rows, next: next ?? null } : null;
    },
    parse: (json) => (typeof json === "string" ? json : null),
    key: (row) => row,
    pagesMax,
    total: ({ json }) => Object(json).total ?? null,
  });
  return { list, trail, asked: trail.exchanges.length };
}

test("a list read to its end is complete, also over an empty page in between", async () => {
  const pages: Record<string, { rows: string[]; next?: string }> = {
    "/0": { rows: ["a"], next: "/1" },
    "/1": { rows: [], next: "/2" },
    "/2": { rows: ["b"] },
  };
  expect((await read((path) => pages[path] ?? { rows: [] })).list).toMatchObject({ rows: ["a", "b"], complete: true });
});

test.each([
  ["leads back to a page seen before", () => ({ rows: ["a"], next: "/0" }), 1],
  ["brings the same rows under new links", (path: string) => ({ rows: ["a"], next: `${path}0` }), 2],
  ["never ends with new rows", (path: string) => ({ rows: [path], next: `${path}0` }), 20],
  ["never ends with empty pages", (path: string) => ({ rows: [], next: `${path}0` }), 20],
  ["goes on at another address", () => ({ rows: ["a"], next: "elsewhere" }), 1],
])("a list that %s ends and is incomplete, with a finding", async (_, page, asked) => {
  const seen = await read(page);
  expect([seen.list.complete, seen.asked]).toEqual([false, asked]);
  expect(seen.trail.findings.map(({ code }) => code)).toEqual(["listing_capped"]);
});

test("a row without its identifier and a page that is no list leave the list incomplete", async () => {
  const broken = await read(() => ({ rows: ["a", 7] }));
  expect(broken.list).toMatchObject({ rows: ["a"], complete: false });
  expect(broken.trail.failure).toBe("unexpected_shape");
  const none = await read(() => ({ rows: "nothing" }));
  expect([none.list.complete, none.trail.failure]).toEqual([false, "unexpected_shape"]);
});

test.each([
  ["as many as it counts", [["a", "b"], ["c"]], [3, 3], true],
  ["fewer than it counts", [["a", "b"], ["c"]], [4, 4], false],
  [
    "one twice in another's place",
    [
      ["a", "b"],
      ["b", "c"],
    ],
    [4, 4],
    false,
  ],
  ["a count that moves meanwhile", [["a", "b"], ["c"]], [4, 3], false],
  [
    "no count",
    [
      ["a", "b"],
      ["b", "c"],
    ],
    [undefined, undefined],
    true,
  ],
] as const)("a list that shows %s (%j, counted %j) is complete: %s", async (_, pages, totals, complete) => {
  const { list } = await read((path) => {
    const at = Number(path.slice(1));
    const total = totals[at];
    return {
      rows: pages[at],
      ...(at === 0 ? { next: "/1" } : {}),
      ...(total === undefined ? {} : { total }),
    };
  });
  expect(list.complete).toBe(complete);
});
