import { expect } from "@playwright/test";
import { ContradictionsPage } from "../../pages/contradictions-page.ts";
import { LeaverPage } from "../../pages/leaver-page.ts";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import { untilListening } from "../../support/listening.ts";
import { test } from "../../support/product.ts";

test.describe.configure({ mode: "serial" });

/** Long enough for inventory, act, freshness and look on a busy machine. */
const LOOKED = { timeout: 60_000 };
const SOURCE = `Okta ${Date.now().toString(36)}`;

let person = "";
let leaver = "";

test("a leaver's export of Okta tasks is uploaded: right rows are taken, a wrong one is named by line and column", async ({
  page,
  product,
}) => {
  person = product.company.people[8] ?? "";
  const event = { source: "Browser tests", eventId: crypto.randomUUID(), personKey: person, zone: "Asia/Kolkata" };
  const opened = (await product.api.post("/api/v1/lifecycle-events", {
    ...event,
    effectiveAt: "2026-01-05T18:00",
  })) as {
    leaver: string;
  };
  leaver = opened.leaver;
  const view = new LeaverPage(page);
  await view.open(leaver);
  const { honest, liar } = product.company;
  await expect(view.cell(honest, "Account")).toHaveAttribute("data-verdict", /^verified_/, LOOKED);
  await expect(view.cell(liar, "Account")).toHaveAttribute("data-verdict", "still_present", LOOKED);

  const rows = [
    "Task ID,Task,Application,Username,Status,Completed",
    `ok-1,Deprovision user,${honest},${person},Completed,2026-01-05T12:40:00Z`,
    `ok-2,=1+1,${liar},${person},Completed,2026-01-05T12:41:00Z`,
    `ok-3,Deprovision user,Nowhere at all,${person},Completed,2026-01-05T12:42:00Z`,
    `ok-4,Deprovision user,${liar},${person},Vanished,2026-01-05T12:43:00Z`,
  ];
  const report = new ContradictionsPage(page);
  await report.upload("tasks.csv", rows.join("\r\n"), SOURCE);
  await expect(page.getByRole("heading", { name: "2 of 4 tasks matched" })).toBeVisible(LOOKED);
  await expect(page.getByText("Line 5, column Status")).toBeVisible();
  await expectAccessible(page);
});

test("the claim that a look contradicts stands in the report, and its row opens the item", async ({
  page,
  product,
}) => {
  const report = new ContradictionsPage(page);
  const { liar } = product.company;
  await report.open();
  const row = report.row(SOURCE, liar);
  await expect(row).toBeVisible(LOOKED);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    /^Of \d+ tasks? marked completed, \d+ (?:is|are) contradicted, \d+ cannot be checked$/,
  );
  await expect(row).toContainText("Still present");
  await expect(row).toContainText("seen usable");
  await expect(row).toContainText(/says .*18:11 IST/);
  await expect(page.getByRole("link", { name: /Contradicted claims [1-9]/ })).toHaveAttribute("aria-current", "page");
  await row.getByRole("link").click();
  await page.waitForURL(new RegExp(`/leavers/${leaver}\\?peek=`));
  const drawer = new LeaverPage(page).drawer;
  await expect(drawer).toContainText(liar);
  await expect(drawer.locator(".claims li").filter({ hasText: SOURCE })).toContainText("contradicted");
});

test("what is really gone is confirmed; what names an unknown system waits and says why", async ({ page, product }) => {
  const report = new ContradictionsPage(page);
  await report.open(`?tab=confirmed&tool=${encodeURIComponent(SOURCE)}`);
  await expect(report.row(SOURCE, product.company.honest)).toBeVisible(LOOKED);
  await report.open("?tab=not_matched");
  await expect(report.row("ok-3", "Nowhere at all")).toContainText("No system is registered under this name.");
});

test("the items behind the contradicted claims get an owner in three presses, by key too, and are given back", async ({
  page,
}) => {
  const report = new ContradictionsPage(page);
  await report.open(`?tool=${encodeURIComponent(SOURCE)}`);
  await untilListening(page);
  await page.keyboard.press("a");
  await expect(report.dialog).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(report.dialog).toBeHidden();
  await page.getByRole("button", { name: /^Assign \d+ items?…$/ }).click();
  await report.dialog.getByRole("radio", { name: "One person…" }).check();
  await report.dialog.getByLabel("Person", { exact: true }).selectOption({ index: 1 });
  await expect(report.dialog).toContainText("chosen by you");
  await expectAccessible(page);
  await report.dialog.getByRole("button", { name: /^Assign 1 item/ }).click();
  await expect(report.dialog).toBeHidden();
  const outcome = page.locator(".bulk-outcome");
  await expect(outcome).toContainText("1 assigned");
  await outcome.getByRole("button", { name: "Undo" }).click();
  await expect(outcome).toContainText("given back to whom they were before");
});

test("a period is chosen in the page, stands in the address with its zone on screen, and narrows every figure and the file", async ({
  page,
}) => {
  const report = new ContradictionsPage(page);
  await report.open(`?tool=${encodeURIComponent(SOURCE)}`);
  await untilListening(page);
  await page.getByLabel("From (UTC)").fill("2026-01-05");
  await page.getByLabel("to (UTC)").fill("2026-01-05");
  await page.getByRole("button", { name: "Show period" }).click();
  await page.waitForURL(/from=2026-01-05&to=2026-01-05/);
  await expect(page.locator(".report-basis")).toContainText("5 Jan 2026 (UTC)");
  await expect(report.row(SOURCE)).toHaveCount(1);
  await page.getByRole("link", { name: "Confirmed" }).click();
  await page.waitForURL(/tab=confirmed.*from=2026-01-05/);
  await page.reload();
  await expect(page.locator(".report-basis")).toContainText("5 Jan 2026 (UTC)");
  const href = await page.getByRole("link", { name: "Export CSV" }).getAttribute("href");
  expect(href).toMatch(/from=2026-01-05&to=2026-01-05/);
  await report.open("?from=2001-01-01&to=2001-01-31");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "No other tool said of this period that anything was removed",
  );
  await expectAccessible(page);
  await page.getByRole("link", { name: "All time" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Of \d+ tasks? marked completed/);
});

test("the export holds the rows, harmless in a spreadsheet", async ({ page }) => {
  const report = new ContradictionsPage(page);
  await report.open(`?tool=${encodeURIComponent(SOURCE)}`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^claims-contradicted-.*\.csv$/);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(Buffer.from(part));
  const text = Buffer.concat(parts).toString();
  expect(text).toContain(`"'=1+1"`);
  expect(text).toContain("claimed_at_utc");
});

test("the screens fit every width, have no violation in light and dark, and print without cutting anything off", async ({
  page,
}) => {
  for (const path of ["/contradictions", "/contradictions?tab=not_matched", "/contradictions/import"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (const width of [1440, 1280, 1024, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
    }
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page);
      }
    }
  }
  await page.goto("/contradictions");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.setViewportSize({ width: 1000, height: 900 });
  const cut = await page.locator(".contradictions").evaluate((root) =>
    [root, ...root.querySelectorAll("*")].flatMap((node) => {
      const style = getComputedStyle(node);
      return style.textOverflow === "ellipsis" ? [node.className] : [];
    }),
  );
  expect(cut).toEqual([]);
  await expect(page.locator(".side").first()).toBeHidden();
  await expect(page.locator(".contradictions")).toHaveCSS("background-color", "rgb(255, 255, 255)");
  await expect(page.locator(".contradictions")).toHaveCSS("color", "rgb(0, 0, 0)");
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
  expect((await page.locator(".contradictions").boundingBox())?.width).toBeGreaterThan(900);
});
