import { expect, test } from "vitest";
import { LAYERS } from "../access/layer.ts";
import { VERDICT_WORD, VERDICTS, type VerdictKey } from "../access/verdict-key.ts";
import type { LeaverView } from "../views/leaver.ts";
import type { SheetBlockView } from "../views/sheet.ts";
import { sheetContent } from "./sheet-content.ts";
import type { SheetInput, SheetItem, SheetLook } from "./sheet-input.ts";

const AS_OF = "2025-11-18T12:32:14.000Z";
const LEAF = "ab".repeat(32);

const look = (over: Partial<SheetLook["seen"]> = {}, around: Partial<SheetLook> = {}): SheetLook => ({
  seen: {
    presence: "absent",
    found: "Not there",
    startedAtIso: "2025-11-18T12:00:00.000Z",
    tookMicros: 1000,
    readBy: "scim",
    credential: null,
    independence: "separate_credential",
    minIndependence: "self",
    completeness: "lookup",
    evidence: { leafIndex: null, leafHash: LEAF },
    ...over,
  },
  staleAtIso: "2025-11-19T12:00:00.000Z",
  raw: "kept",
  ...around,
});

const item = (verdict: VerdictKey, over: Partial<SheetItem> = {}): SheetItem => ({
  systemName: "CRM",
  tier: 0,
  layer: "account",
  label: `Account of ${verdict}`,
  verdict,
  because: "Because.",
  untilIso: null,
  claims: [
    {
      state: "removed",
      source: "connector",
      actor: "The connector",
      sentence: "reports it removed",
      atIso: "2025-11-14T13:00:00.000Z",
      contradictedAtIso: null,
    },
  ],
  claimsRawDeleted: [],
  looks: 1,
  looksUnsettled: 0,
  last: look(),
  statements: [],
  ...over,
});

const leaver: LeaverView = {
  header: {
    id: "LV-2041",
    caseId: "0190-case",
    version: 1,
    personName: "Priya Natarajan",
    status: "open",
    effectiveEnd: {
      atIso: "2025-11-14T12:30:00.000Z",
      zone: "Asia/Kolkata",
      offset: "+05:30",
      precision: "minute",
      originalText: "2025-11-14T18:00",
    },
    notifiedAtIso: "2025-11-13T11:30:00.000Z",
    source: "Workday",
    sourceEventId: "88213",
    policyText: "Tier 0: 4 h",
    lastFullCheckIso: null,
  },
  headline: { verified: 40, attested: 5, excepted: 3, open: 19, total: 67, needsPerson: 9, underWay: 10 },
  milestones: [
    { key: "effective_end", state: "reached", reachedAtIso: "2025-11-14T12:30:00.000Z", left: 0, deadline: null },
    {
      key: "contained",
      state: "open",
      reachedAtIso: null,
      left: 9,
      deadline: { atIso: "2025-11-14T16:30:00.000Z", zone: "Asia/Kolkata", state: "undeterminable" },
    },
  ],
  troubles: [{ key: "no_owner", count: 2 }],
  rows: [
    {
      systemId: "s",
      systemVersion: 1,
      name: "CRM",
      tier: 0,
      owner: null,
      suggestedOwner: null,
      cells: LAYERS.map((layer) => ({
        layer,
        verdict: layer === "session" ? "cannot_check" : "verified_removed",
        count: 3,
        worstCount: 1,
        untilIso: null,
        items: [],
      })),
      exposure: { state: "running", lowerMicros: 0, upperMicros: 3_600_000_000, tail: "usable" },
      deadline: null,
      marks: [],
      lastLookIso: null,
      lookFailure: "No answer in time.",
    },
  ],
  sortedBy: "",
  blockers: [
    { itemId: "i", systemName: "CRM", layer: "account", label: "p", verdict: "still_present", why: "It was seen." },
  ],
  holds: ["The inventory is not complete: CRM."],
  foundLate: [],
  steps: [],
  activity: [],
  ownerChoices: [],
  actions: { dispatch: false, verify: false, assign: false, export: true },
  asOfIso: AS_OF,
};

const input = (over: Partial<SheetInput> = {}): SheetInput => ({
  leaver,
  notifiedAtIso: null,
  openedAtIso: "2025-11-13T11:31:00.000Z",
  personErased: false,
  items: [item("still_present")],
  entries: 12,
  lastLeaf: "cd".repeat(32),
  checkpoint: null,
  printedBy: "A. Moreau (auditor)",
  demo: false,
  offsetAt: () => "+05:30",
  ...over,
});

const blockOf = (made: SheetInput, title: RegExp) => {
  const found = sheetContent(made).blocks.find((block) => block.kind !== "result" && title.test(block.title));
  if (found === undefined) throw new Error(`no block ${title}`);
  return found;
};
const linesOf = (block: SheetBlockView) => (block.kind === "lines" ? block.lines : []);
const missing = (over: Partial<SheetInput> = {}) => linesOf(blockOf(input(over), /^Missing evidence/));
const ofItem = (over: Partial<SheetItem>) => missing({ items: [item("still_present", over)], checkpoint: "signed" });

test("every verdict there is stands on the sheet by its word, beside its mark", () => {
  const block = blockOf(input({ items: VERDICTS.map((key) => item(key)) }), /^All 19 items/);
  const cells = block.kind === "table" ? block.rows.map((row) => row.cells.at(-1)) : [];
  expect(cells.map((cell) => cell?.mark)).toEqual([...VERDICTS]);
  for (const [place, key] of VERDICTS.entries()) expect(cells[place]?.lines[0]).toBe(VERDICT_WORD[key]);
});

test("the result is one sentence with its denominator, the instant and the zone", () => {
  const result = sheetContent(input()).blocks.find((block) => block.kind === "result");
  expect(result).toMatchObject({
    strong: "Open. Verified 40, Attested 5, Excepted 3, Open 19 of 67.",
    text: expect.stringMatching(
      /^19 items of 67 are open: 1 still present, 2 of them without owner\. As of Tue 18 Nov 2025, 18:02:14 \(UTC\+05:30\), Asia\/Kolkata\.$/,
    ),
  });
});

test("a deadline between last seen and first gone is printed as undeterminable, never as met", () => {
  expect(JSON.stringify(blockOf(input(), /^Milestones/))).toContain("Undeterminable");
});

test("a cell says how many of its items have the worst verdict", () => {
  expect(JSON.stringify(blockOf(input(), /^Access by system/))).toContain('"lines":["Cannot check","1 of 3 items"]');
});

test("the case as a whole and each open item are named among what holds it open", () => {
  expect(linesOf(blockOf(input(), /^What holds it open \(2\)/))).toEqual([
    "The inventory is not complete: CRM.",
    "CRM, account: p: Still present. It was seen.",
  ]);
});

test("a ledger that nobody signed is the first line of missing evidence", () => {
  expect(missing()[0]).toContain("not signed");
  expect(missing({ checkpoint: "c" })).toEqual(["None: every item has a look with its raw answer and its leaf."]);
});

test.each<[string, Partial<SheetItem>, RegExp]>([
  ["an item nobody looked at", { last: null, looks: 0 }, /: no observation\.$/],
  ["an open item nobody claimed", { claims: [] }, /: no claim\.$/],
  [
    "a look whose raw answer was deleted",
    { last: look({}, { raw: "deleted" }) },
    /raw request and answer of the look of .* were deleted/,
  ],
  ["a look without a raw answer", { last: look({}, { raw: "none" }) }, /no raw request and answer were kept/],
  [
    "a claim whose raw answer was deleted",
    { claimsRawDeleted: ["2025-11-14T13:00:00.000Z"] },
    /of the claim of Fri 14 Nov 2025, 18:30:00/,
  ],
  [
    "a look past its freshness",
    { last: look({}, { staleAtIso: "2025-11-18T12:32:13.000Z" }) },
    /older than its freshness/,
  ],
  ["a look that failed", { last: look({ completeness: "failed" }) }, /failed/],
  ["a look that was partial", { last: look({ completeness: "partial" }) }, /was partial/],
  ["a look that no entry names", { last: look({ evidence: null }) }, /no entry of this case names the look/],
])("%s is a line of missing evidence", (_name, over, line) => {
  const lines = ofItem(over);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^CRM · Account of still_present: /);
  expect(lines[0]).toMatch(line);
});

test("a person who was erased, a case without items and a chain without entries are lines too", () => {
  expect(missing({ personErased: true, items: [], lastLeaf: null })).toHaveLength(4);
});

test("once closed, a look is a dated fact and does not grow too old", () => {
  const closed = { ...leaver, header: { ...leaver.header, status: "closed_verified" as const } };
  const items = [item("verified_removed", { last: look({}, { staleAtIso: "2025-11-18T12:32:13.000Z" }) })];
  expect(missing({ leaver: closed, items, checkpoint: "c" })[0]).toMatch(/^None/);
});

test("digests stand in full, and nothing ends in an ellipsis", () => {
  const text = JSON.stringify(sheetContent(input()));
  expect(text).toContain(LEAF);
  expect(text).toContain("cd".repeat(32));
  expect(text).not.toMatch(/…|\.\.\./);
});

test("a name that hides or turns text is named by number; a name from right to left stays as it is", () => {
  const named = (personName: string) =>
    sheetContent(input({ leaver: { ...leaver, header: { ...leaver.header, personName } } })).person;
  expect(named("Ann\u202Egnp\n")).toBe("Ann[U+202E]gnp[U+000A]");
  expect(named("محمد العربي")).toBe("محمد العربي");
});

test("head and foot of every page carry leaver, instant with zone and printer; a demo says so", () => {
  const { head, foot } = sheetContent(input({ demo: true }));
  expect(head).toMatch(
    /^Demo company, not a real record · Closeout, evidence sheet · LV-2041 · as of .*Asia\/Kolkata$/,
  );
  expect(foot).toMatch(/^Printed by A\. Moreau \(auditor\) · as of .* · Tue 18 Nov 2025, 12:32:14 \(UTC\)$/);
});
