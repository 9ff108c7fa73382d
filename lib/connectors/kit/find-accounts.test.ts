import { expect, test } from "vitest";
import type { HttpClient } from "../http/client.ts";
import { findByReading } from "./find-accounts.ts";
import { Trail } from "./trail.ts";

const NOWHERE: HttpClient = {
  send: () => Promise.reject(new Error("nobody is called")),
  hide: () => undefined,
  close: async () => undefined,
};

function account(nativeId: string, emails: readonly string[]) {
  const plain = { userName: nativeId, displayName: null, externalId: null, presence: "active" as const };
  return { ...plain, nativeId, emails };
}

async function found(mail: string, hidden: boolean) {
  const trail = new Trail(NOWHERE, new AbortController().signal);
  const rows = [account("mia", ["mia@acme.example"]), account("leo", hidden ? [] : ["leo@acme.example"])];
  const keys = { userNames: [], emails: [mail], externalIds: [] };
  const read = await findByReading(trail, keys, async () => ({ rows, complete: true }));
  return { ids: read.rows.map(({ nativeId }) => nativeId), complete: read.complete, said: trail.findings.length };
}

test("an account that shows no mail may be anybody's: nobody is proved absent, and beside a find it is said", async () => {
  expect(await found("nobody@void.example", true)).toEqual({ ids: [], complete: false, said: 1 });
  expect(await found("mia@acme.example", true)).toEqual({ ids: ["mia"], complete: true, said: 1 });
  expect(await found("nobody@void.example", false)).toEqual({ ids: [], complete: true, said: 0 });
});
