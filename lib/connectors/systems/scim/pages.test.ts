import { describe, expect, it } from "vitest";
import type { Answer } from "../../http/client.ts";
import { scimConfig } from "./config.ts";
import { parseDialect } from "./dialect.ts";
import { type PagesRead, readPages } from "./pages.ts";
import { parseUser, type ScimUser } from "./schema.ts";
import type { ScimSession } from "./session.ts";

const signal = new AbortController().signal;
const exchange = {
  method: "GET",
  url: "https://scim.example.com/Users",
  requestBody: null,
  status: 200,
  body: null,
  bodyBytes: 0,
  bodyDigest: null,
  targetDate: null,
  failure: null,
};

interface Reading {
  readonly read: PagesRead<ScimUser>;
  readonly asked: readonly string[];
}

/** Reads pages from a table: each entry is one answer, by turn. */
async function reading(pages: readonly unknown[], settings: object = {}, dialect: object = {}): Promise<Reading> {
  const asked: string[] = [];
  const answer = (json: unknown): Answer => ({
    exchange,
    status: 200,
    json,
    etag: null,
    link: null,
    failure: null,
    retryAfter: null,
  });
  const session: ScimSession = {
    config: scimConfig.parse({ baseUrl: "https://scim.example.com", pageSize: 2, ...settings }),
    dialect: parseDialect({ ...dialect }),
    read: async (_, path) => {
      asked.push(path);
      return answer(pages[asked.length - 1]);
    },
    act: () => Promise.reject(new Error("reading pages never acts")),
    close: () => Promise.resolve(),
  };
  return { read: await readPages(session, "/Users", "", parseUser, signal), asked };
}

const page = (totalResults: number, ...ids: readonly string[]) => ({
  totalResults,
  Resources: ids.map((id) => ({ id })),
});
const ids = ({ read }: Reading) => read.rows.map(({ id }) => id);

describe("reading pages", () => {
  it("goes on, 1-based, by what the server really sent, until its total is reached", async () => {
    const all = await reading([page(5, "a", "b"), page(5, "c"), page(5, "d", "e")]);
    expect(ids(all)).toEqual(["a", "b", "c", "d", "e"]);
    expect(all.read).toMatchObject({ complete: true, failure: null, findings: [] });
    expect(all.asked).toEqual([
      "/Users?startIndex=1&count=2",
      "/Users?startIndex=3&count=2",
      "/Users?startIndex=4&count=2",
    ]);
  });

  it("reads a server that sends everything at once in one request", async () => {
    const all = await reading([page(3, "a", "b", "c")]);
    expect(all).toMatchObject({ read: { complete: true }, asked: ["/Users?startIndex=1&count=2"] });
  });

  it("asks for no more rows than the server says it gives", async () => {
    expect((await reading([page(0)], { pageSize: 100 }, { maxResults: 50 })).asked).toEqual([
      "/Users?startIndex=1&count=50",
    ]);
  });

  it("is incomplete when repeated rows hide somebody, though the count is reached", async () => {
    const all = await reading([page(4, "a", "b"), page(4, "b", "c")]);
    expect(ids(all)).toEqual(["a", "b", "c"]);
    expect(all.read).toMatchObject({
      complete: false,
      failure: "unexpected_shape",
      findings: [{ code: "listing_capped" }],
    });
  });

  it("ends at a page that brings nothing new, long before the cap", async () => {
    const all = await reading([page(9, "a", "b"), page(9, "a", "b"), page(9, "c", "d")]);
    expect(all.asked.length).toBe(2);
    expect(all.read.complete).toBe(false);
  });

  it("is incomplete when the total changes between two pages: it was not one state", async () => {
    expect((await reading([page(4, "a", "b"), page(3, "c")])).read).toMatchObject({
      complete: false,
      failure: "unexpected_shape",
    });
    expect((await reading([page(4, "a", "b"), page(5, "c", "d", "e")])).read.complete).toBe(false);
  });

  it("is incomplete when a row carries no identifier", async () => {
    const all = await reading([{ totalResults: 2, Resources: [{ id: "a" }, { userName: "ghost" }] }]);
    expect(all.read).toMatchObject({
      complete: false,
      failure: "unexpected_shape",
      findings: [{ code: "unreadable_rows" }],
    });
  });

  it("stops at its cap and says so", async () => {
    const all = await reading([page(9, "a", "b"), page(9, "c", "d"), page(9, "e", "f")], { pagesMax: 2 });
    expect(all.asked.length).toBe(2);
    expect(all.read).toMatchObject({ complete: false, failure: null, findings: [{ code: "listing_capped" }] });
  });

  it("is complete at the cap when the last page allowed was the last page", async () => {
    expect((await reading([page(4, "a", "b"), page(4, "c", "d")], { pagesMax: 2 })).read.complete).toBe(true);
  });
});
