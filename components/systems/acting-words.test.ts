import { expect, test } from "vitest";
import type { DryRunView } from "#lib/core/views/dry-run.ts";
import { actingSentences } from "./acting-words.ts";

const run = (over: Partial<DryRunView> = {}): DryRunView => ({
  systemName: "CRM",
  acting: false,
  leavers: 2,
  leaversKnown: 3,
  calls: 5,
  withoutCall: 1,
  does: "disable accounts and remove group memberships",
  rows: [],
  rowsTotal: 6,
  unread: [],
  waitingActs: 0,
  asOfIso: "2026-03-31T00:00:00.000Z",
  ...over,
});

test("switching on says what will be done, where, to how many, and to everybody later", () => {
  const [first, second, ...rest] = actingSentences(run());
  expect(first).toBe(
    "From now on Closeout will disable accounts and remove group memberships in CRM for the 3 leavers that are open and every later one.",
  );
  expect(second).toContain("call out for 5 of 6 items, of 2 of 3 leavers");
  expect(rest).toEqual([]);
});

test("what was never read is said to be unknown, not to be nothing", () => {
  expect(actingSentences(run({ unread: [{ leaverId: "LV-2001" }] })).at(-1)).toBe(
    "Of 1 leaver this system has never been read to its end: what acting will find there is not known.",
  );
});

test("a connector that cannot act promises nothing", () => {
  expect(actingSentences(run({ does: "" }))[0]).toContain("can act on no layer");
});

test("switching off says what stops and what becomes of acts that wait", () => {
  const sentences = actingSentences(run({ acting: true, waitingActs: 4 }));
  expect(sentences[0]).toContain("will only look at CRM. It will not disable accounts or remove group memberships");
  expect(sentences[1]).toContain("4 acts that wait will not be carried out");
});
