import { expect, test } from "vitest";
import type { AccountPage, Connection } from "../../contract.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { opened } from "../../testing/opened.ts";
import { genericRestConnector } from "./index.ts";
import { definitionFor } from "./testing/definitions.ts";
import { SERVICE_TOKEN, startService } from "./testing/service.ts";

const signal = new AbortController().signal;
const FORMS = ["cursor", "link", "page", "offset"] as const;

function open(by: (typeof FORMS)[number], baseUrl: string, pagesMax = 10): Required<Connection> {
  const config = { baseUrl, definition: definitionFor(by), pagesMax };
  return opened(genericRestConnector, config, { token: SERVICE_TOKEN });
}

/** Every page, each asked for by a connection of its own, as by a worker that took over. */
async function pages(by: (typeof FORMS)[number], baseUrl: string, pagesMax?: number): Promise<readonly AccountPage[]> {
  const read: AccountPage[] = [];
  for (let cursor: string | null = null; read.length < 20; ) {
    const connection = open(by, baseUrl, pagesMax);
    const page: AccountPage = await connection.pageAccounts({ cursor, changedSince: null }, signal);
    await connection.close();
    read.push(page);
    cursor = page.next;
    if (cursor === null) return read;
  }
  return read;
}

test.each(FORMS)("everybody is read by %s, each page by another process, nobody twice", async (by) => {
  const server = await startService(by);
  const read = await pages(by, `${server.origin}/api`);
  expect(read.map(({ failure }) => failure).filter((failure) => failure !== null)).toEqual([]);
  expect(read.flatMap(({ rows }) => rows.map(({ nativeId }) => nativeId))).toEqual(["p1", "p2", "p3"]);
  expect(read[0]?.total).toBe(by === "offset" ? 3 : null);
  // What is kept between pages holds nobody's identifier, name or mail.
  expect(read.map(({ next }) => next).join()).not.toMatch(/p1|berg|acme/i);
  await server.close();
});

test.each(FORMS)(
  "a list by %s that repeats a page, has nobody in it or is no list ends with why, and is never whole",
  async (by) => {
    const server = await startService(by);
    const proxy = await startFaultProxy(`${server.origin}/api`);
    for (const fault of ["repeated_page", "ok_empty", "empty_first_page", "server_error"] as const) {
      proxy.inject(fault);
      const last = (await pages(by, proxy.baseUrl)).at(-1);
      expect([fault, last?.next, last?.failure]).toEqual([fault, null, expect.any(String)]);
    }
    proxy.clear();
    const capped = (await pages(by, proxy.baseUrl, 1)).at(-1);
    expect([capped?.failure, capped?.findings?.map(({ code }) => code)]).toEqual(["too_large", ["listing_capped"]]);
    await proxy.close();
    await server.close();
  },
);
