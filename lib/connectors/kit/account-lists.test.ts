import { expect, test } from "vitest";
import type { AccountPage } from "../contract.ts";
import type { Answer, HttpClient } from "../http/client.ts";
import { accountLists } from "./account-lists.ts";
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

/** Pages of two lists by their paths; a page is its ids and where it goes on. */
function paged(pages: Readonly<Record<string, readonly [readonly string[], string | null]>>, pagesMax = 10) {
  const client: HttpClient = {
    send: async (_, path): Promise<Answer> => ({ ...PLAIN, exchange, status: 200, json: pages[path] }),
    hide: () => undefined,
    close: async () => undefined,
  };
  const list = (path: string) => ({
    path,
    page: ({ json }: Answer) => (Array.isArray(json) ? { rows: json[0], next: json[1] } : null),
    parse: (id: unknown) =>
      typeof id !== "string"
        ? null
        : { nativeId: id, userName: id, displayName: null, emails: [], externalId: null, presence: "active" as const },
    key: ({ nativeId }: { readonly nativeId: string }) => nativeId,
    pagesMax,
  });
  const lists = accountLists([list("/people"), list("/bots")]);
  const trail = () => new Trail(client, new AbortController().signal);
  return {
    lists,
    trail,
    page: (cursor: string | null): Promise<AccountPage> => lists.pageAccounts({ cursor, changedSince: null }, trail()),
  };
}

test("one list follows the other, a page at a time, and the cursor names nobody", async () => {
  const { page, lists, trail } = paged({
    "/people": [["mia", "leo"], "/people?2"],
    "/people?2": [["ida"], null],
    "/bots": [["bot"], null],
  });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const one: AccountPage = await page(cursor);
    expect(one.failure).toBeNull();
    seen.push(...one.rows.map(({ nativeId }) => nativeId));
    cursor = one.next;
    expect(cursor ?? "").not.toMatch(/mia|leo|ida|bot"/);
  } while (cursor !== null);
  expect(seen).toEqual(["mia", "leo", "ida", "bot"]);
  const whole = await lists.listAccounts(trail());
  expect([whole.complete, whole.rows.length]).toEqual([true, 4]);
});

test("an empty first list does not hide the second", async () => {
  const { page } = paged({ "/people": [[], null], "/bots": [["bot"], null] });
  const first = await page(null);
  expect([first.failure, first.rows.length, first.next === null]).toEqual([null, 0, false]);
  expect((await page(first.next)).rows.map(({ nativeId }) => nativeId)).toEqual(["bot"]);
});

test.each([
  ["repeats itself", { "/people": [["mia"], "/people?2"], "/people?2": [["mia"], "/people?3"] }, 10],
  ["leads to itself", { "/people": [["mia"], "/people"] }, 10],
  ["leads elsewhere", { "/people": [["mia"], "elsewhere"] }, 10],
  ["passes the cap", { "/people": [["mia"], "/people?2"], "/people?2": [["leo"], "/people?3"] }, 2],
  ["is no list", { "/people": [["mia"], "/people?2"] }, 10],
] as const)("a list that %s ends the reading with a failure, never as if it were whole", async (_, pages, pagesMax) => {
  const { page } = paged(pages, pagesMax);
  let one = await page(null);
  while (one.failure === null && one.next !== null) one = await page(one.next);
  expect([one.failure, one.next, one.rows]).toEqual(["unexpected_shape", null, []]);
});

test("rows without an identifier are counted and left out", async () => {
  const { page } = paged({ "/people": [["mia", 7] as unknown as string[], null], "/bots": [[], null] });
  const one = await page(null);
  expect([one.rows.length, one.unreadable, one.failure]).toEqual([1, 1, null]);
});
