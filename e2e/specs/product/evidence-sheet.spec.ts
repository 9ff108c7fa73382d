import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { bare, pagesOf } from "#lib/print/testing/text-of.ts";
import { LeaverPage } from "../../pages/leaver-page.ts";
import { SheetPage } from "../../pages/sheet-page.ts";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import { test } from "../../support/product.ts";

test.describe.configure({ mode: "serial" });

const LOOKED = { timeout: 60_000 };
let id = "";

test("Export evidence leads from the leaver to a sheet that names every system, what holds it open and what is missing", async ({
  page,
  product,
}) => {
  const { honest, liar, people } = product.company;
  const answer = await product.api.post("/api/v1/lifecycle-events", {
    source: "Browser tests",
    eventId: crypto.randomUUID(),
    personKey: people[8],
    effectiveAt: new Date(Date.now() - 86_400_000).toISOString().slice(0, 16),
    zone: "Asia/Kolkata",
  });
  id = (answer as { leaver: string }).leaver;
  const leaver = new LeaverPage(page);
  await leaver.open(id);
  await expect(leaver.cell(honest, "Account")).toHaveAttribute("data-verdict", /^verified_/, LOOKED);
  await expect(leaver.cell(liar, "Account")).toHaveAttribute("data-verdict", "still_present", LOOKED);
  await page.getByRole("link", { name: "Export evidence" }).click();
  await page.waitForURL(new RegExp(`/leavers/${id}/sheet$`));
  const { paper } = new SheetPage(page);
  await expect(paper).toContainText(/Verified [1-9]\d*, Attested 0, Excepted 0, Open [1-9]\d* of \d+/);
  await expect(paper.getByRole("heading", { name: /^Missing evidence \(\d+\)$/ })).toBeVisible();
  await expect(paper).toContainText("The ledger is not signed");
  await expect(
    paper.getByRole("row").filter({ hasText: liar }).filter({ hasText: "Still present" }).first(),
  ).toBeVisible();
  await expect(paper).toContainText(/Leaf of the last look: sha-256 [0-9a-f]{64}/);
  await expect(paper).not.toContainText("…");
});

test("on paper every page has head, foot, digest and its number; nothing but the sheet is printed", async ({
  page,
}) => {
  await page.goto(`/leavers/${id}/sheet`);
  const digest = await new SheetPage(page).digest();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  const pages = await pagesOf(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
  expect(pages.length).toBeGreaterThan(1);
  for (const [at, text] of pages.entries())
    for (const part of [
      `page ${at + 1} of ${pages.length}`,
      digest,
      `${id} · as of`,
      "Printed by A. Moreau (administrator)",
    ])
      expect(text).toContain(bare(part));
});

test("the PDF says what the page says", async ({ page }) => {
  const sheet = new SheetPage(page);
  // Times of reading differ by the moment between the two.
  const timeless = (text: string) => text.replace(/(asof|Asof).*$/isu, "");
  const ofMoment = /^[0-9a-f]{64}|Printedby|\d(h|min)/;
  // Closeout goes on looking meanwhile: where a fact came in between, both are read again.
  await expect(async () => {
    await page.goto(`/leavers/${id}/sheet`);
    const texts = await sheet.texts();
    const file = await sheet.download(page.getByRole("link", { name: "PDF", exact: true }));
    expect(file.suggestedFilename()).toMatch(new RegExp(`^${id}-evidence-[\\dT.-]+Z\\.pdf$`));
    const printed = (await pagesOf(new Uint8Array(await readFile(await file.path())))).join("");
    const said = texts.map(timeless).filter((text) => text.length > 3 && !ofMoment.test(text));
    expect(said.length).toBeGreaterThan(50);
    expect(said.filter((text) => !printed.includes(text))).toEqual([]);
  }).toPass({ timeout: 90_000 });
});

test("an export is entered in the ledger, and its file is the one whose digest was told", async ({ page, product }) => {
  await page.goto(`/leavers/${id}/sheet`);
  const sheet = new SheetPage(page);
  await page.getByRole("button", { name: "Export and record" }).click();
  const told = page.getByRole("status").filter({ hasText: "entered in the ledger" });
  await expect(told).toBeVisible();
  const digest = /[0-9a-f]{64}/.exec((await told.textContent()) ?? "")?.[0];
  const file = await sheet.download(told.getByRole("link"));
  const bytes = await readFile(await file.path());
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(digest);
  const again = (await product.api.post(`/api/v1/leavers/${id}/sheets`, {})) as { digest: string; link: string };
  expect(again.digest).not.toBe(digest);
});

test("the sheet fits every width, and has no violation in either theme", async ({ page }) => {
  await page.goto(`/leavers/${id}/sheet`);
  for (const width of [1440, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
  }
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
});
