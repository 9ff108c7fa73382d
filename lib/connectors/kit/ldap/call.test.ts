import { expect, it } from "vitest";
import type { LdapAnswer } from "./answer.ts";
import { LdapCall } from "./call.ts";
import { LdapEntry } from "./entry.ts";
import { present } from "./filter.ts";
import type { LdapLine } from "./line.ts";

const SEARCH = { base: "dc=acme", scope: "sub", filter: present("uid"), attributes: [] } as const;
const entry = (name: string) => new LdapEntry(`uid=${name},dc=acme`, []);

function answer(names: readonly string[], cookie: string, more: Partial<LdapAnswer> = {}): LdapAnswer {
  const exchange = {
    method: "SEARCH",
    url: "ldap://acme.test/",
    requestBody: null,
    status: 0,
    body: null,
    bodyBytes: 0,
    bodyDigest: null,
    targetDate: null,
    failure: null,
  };
  const found = { entries: names.map(entry), references: [], cookie: Buffer.from(cookie) };
  return { ...found, code: 0, words: "", failure: null, networkCode: null, exchange, ...more };
}

/** A line that gives these answers, the last one again and again. */
function callOf(answers: readonly LdapAnswer[], ignored = "ldap://known.test/", readOnly = false): LdapCall {
  let at = 0;
  const search = async () => answers[Math.min(at++, answers.length - 1)];
  const act = async () => answers[0];
  const line = { search, modify: act, delete: act, end: () => undefined } as unknown as LdapLine;
  const limits = { pageSize: 2, pagesMax: 10, isIgnored: (url: string) => url === ignored, readOnly };
  return new LdapCall({ line, answers: [] }, limits, new AbortController().signal);
}

const namesOf = async (call: LdapCall) => {
  const { entries, complete } = await call.readAll(SEARCH);
  return { names: entries.map(({ dn }) => dn.slice(4, 5)).join(""), complete };
};

it("an empty page is not the last one while the server gives a mark for the next", async () => {
  const pages = [answer(["a"], "1"), answer([], "2"), answer(["b"], "")];
  expect(await namesOf(callOf(pages))).toEqual({ names: "ab", complete: true });
});

it.each([
  ["pages that never end", [answer(["a"], "1")]],
  ["an empty page again and again", [answer([], "1")]],
  ["a page that fails", [answer(["a"], "1"), answer([], "", { failure: "connection", code: null })]],
  ["a limit of the server's", [answer(["a"], "", { code: 4 })]],
  ["a part on another server", [answer(["a"], "", { references: ["ldap://other.test/"] })]],
  [
    "a part on another server that an earlier page pointed to",
    [answer(["a"], "1", { references: ["ldap://other.test/"] }), answer(["b"], "")],
  ],
])("%s is not the whole list", async (_, pages) => {
  expect((await namesOf(callOf(pages))).complete).toBe(false);
});

it("a part on another server of which somebody said that nothing of ours is there takes nothing away", async () => {
  const pages = [answer(["a"], "", { references: ["ldap://known.test/"] })];
  expect(await namesOf(callOf(pages))).toEqual({ names: "a", complete: true });
});

it("a call that only reads searches, and sends no change and no deletion", async () => {
  const reading = callOf([answer(["a"], "")], "", true);
  expect(await namesOf(reading)).toEqual({ names: "a", complete: true });
  await expect(reading.modify("uid=a,dc=acme", [])).rejects.toThrow("was not sent");
  await expect(reading.delete("uid=a,dc=acme")).rejects.toThrow("was not sent");
  expect((await callOf([answer([], "")]).delete("uid=a,dc=acme"))?.code).toBe(0);
});
