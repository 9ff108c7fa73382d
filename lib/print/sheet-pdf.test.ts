import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { VERDICT_WORD, VERDICTS } from "#lib/core/access/verdict-key.ts";
import type { SheetBlockView, SheetCellView, SheetView } from "#lib/core/views/sheet.ts";
import { spelled } from "./runs.ts";
import { sheetPdf } from "./sheet-pdf.ts";
import { bare, pagesOf } from "./testing/text-of.ts";

const leafOf = (at: number) => createHash("sha256").update(String(at)).digest("hex");
const cell = (...lines: string[]): SheetCellView => ({ lines, mark: null });

const items = (count: number): SheetBlockView => ({
  kind: "table",
  title: `All ${count} items`,
  columns: [
    { head: "Item of the case", share: 30 },
    { head: "Claims, all actors", share: 40 },
    { head: "Verdict, and why", share: 30 },
  ],
  rows: Array.from({ length: count }, (_, at) => {
    const verdict = VERDICTS[at % VERDICTS.length] ?? "not_started";
    return {
      cells: [
        cell(`System ${at}, account: person.with.a.long.name-${at}@halden.example`),
        cell(
          "The connector reports it removed, Fri 14 Nov 2025, 18:02:40 (UTC+05:30).",
          `A. Moreau says so too, ${at}.`,
        ),
        { lines: [VERDICT_WORD[verdict], "It was reported removed and then seen usable."], mark: verdict },
      ],
      under: `Leaf of the last look: sha-256 ${leafOf(at)}`,
    };
  }),
});

const view = (person: string, count: number): SheetView => ({
  content: {
    id: "LV-2041",
    title: "Access removal evidence · LV-2041",
    person,
    head: "Closeout, evidence sheet · LV-2041 · as of Tue 18 Nov 2025, 18:02:14 (UTC+05:30), Asia/Kolkata",
    blocks: [
      { kind: "facts", title: "Leaver", facts: [{ name: "Leaf", value: leafOf(-1), digest: true }] },
      { kind: "result", strong: "Open. Verified 40, Attested 5, Excepted 3, Open 19 of 67.", text: "As of then." },
      { kind: "lines", title: "Missing evidence (2)", lines: ["CRM · Account: no observation.", "ERP: no claim."] },
      items(count),
    ],
    foot: "Printed by Łukasz Želník (auditor) · Tue 18 Nov 2025, 12:32:14 (UTC)",
    asOfIso: "2025-11-18T12:32:14.000Z",
  },
  digest: "5a".repeat(32),
});

test("every word of the view can be read from the file by another program: digests in full, every row, every line", async () => {
  const made = view("Priya Natarajan", 120);
  const text = (await pagesOf(await sheetPdf(made))).join("");
  const { content } = made;
  expect(text).toContain(bare(`${content.title} · ${content.person}`));
  for (const block of content.blocks) {
    if (block.kind === "result") expect(text).toContain(bare(block.strong + block.text));
    if (block.kind === "lines") for (const line of block.lines) expect(text).toContain(bare(line));
    if (block.kind === "facts") for (const { name, value } of block.facts) expect(text).toContain(bare(name + value));
    if (block.kind !== "table") continue;
    for (const { cells, under } of block.rows) {
      for (const { lines } of cells) for (const line of lines) expect(text).toContain(bare(line));
      expect(text).toContain(bare(under ?? ""));
    }
  }
  expect(text).not.toMatch(/…|\.\.\./);
});

test("every page has its number of how many, the head, the foot, the digest of the content and the head of its table", async () => {
  const { content, digest } = view("Priya Natarajan", 120);
  const pages = await pagesOf(await sheetPdf(view("Priya Natarajan", 120)));
  expect(pages.length).toBeGreaterThan(5);
  for (const [at, page] of pages.entries()) {
    expect(page).toContain(`page${at + 1}of${pages.length}`);
    for (const part of [content.head, content.foot, `content sha-256 ${digest}`, "Item of the case"])
      expect(page).toContain(bare(part));
  }
});

test("a row and the digest below it stand on one page", async () => {
  const pages = await pagesOf(await sheetPdf(view("P", 120)));
  for (let at = 0; at < 120; at += 1) {
    const page = pages.find((text) => text.includes(`System${at},account:`)) ?? "";
    expect(page, `row ${at}`).toContain(leafOf(at));
  }
});

test("the same view gives the same bytes, another view others", async () => {
  const digestOf = async (made: SheetView) =>
    createHash("sha256")
      .update(await sheetPdf(made))
      .digest("hex");
  const first = await digestOf(view("Priya Natarajan", 30));
  expect(await digestOf(view("Priya Natarajan", 30))).toBe(first);
  expect(await digestOf(view("Priya Natarajam", 30))).not.toBe(first);
});

test.each([
  ["Łukasz Ćwiąkała-Želník", "Łukasz Ćwiąkała-Želník"],
  ["Ελένη Παπαδοπούλου", "Ελένη Παπαδοπούλου"],
  ["Наталья Щербакова", "Наталья Щербакова"],
  ["Nguyễn Thị Hằng", "Nguyễn Thị Hằng"],
  ["محمد Ali", "[U+0645 U+062D U+0645 U+062F] Ali"],
  ["王小明", "[U+738B U+5C0F U+660E]"],
  ["Ann 👩‍💻", "Ann [U+1F469 U+200D U+1F4BB]"],
])("the name %s is not lost: it is printed as %s", async (name, printed) => {
  expect(spelled(name, "strong")).toBe(printed);
  const [page = ""] = await pagesOf(await sheetPdf(view(name, 1)));
  expect(page).toContain(bare(printed));
  expect(page.includes("namedbytheirUnicodenumbers")).toBe(printed.includes("U+"));
});

test("a row that no page can hold goes on over pages and loses no line", async () => {
  const lines = Array.from({ length: 400 }, (_, at) => `claim number ${at}`);
  const made = view("P", 1);
  const block: SheetBlockView = {
    kind: "table",
    title: "Long",
    columns: [
      { head: "Item", share: 40 },
      { head: "Claims", share: 60 },
    ],
    rows: [{ cells: [cell("One"), cell(...lines)], under: "sha-256 end" }],
  };
  const pages = await pagesOf(await sheetPdf({ ...made, content: { ...made.content, blocks: [block] } }));
  expect(pages.length).toBeGreaterThan(4);
  const text = pages.join("");
  for (const line of lines) expect(text).toContain(bare(line));
  expect(pages.at(-1)).toContain("sha-256end");
});
