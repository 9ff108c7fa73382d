import { expect } from "@playwright/test";
import { LeaverPage } from "../../pages/leaver-page.ts";
import { OpenLeaverPage } from "../../pages/open-leaver-page.ts";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import { test } from "../../support/product.ts";

test.describe.configure({ mode: "serial" });

/** Long enough for inventory, act, freshness and look on a busy machine. */
const LOOKED = { timeout: 60_000 };
const yesterday = () => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

let id = "";

test("a form that is refused says what is wrong beside the field and loses nothing", async ({ page }) => {
  const form = new OpenLeaverPage(page);
  await form.open();
  await form.fill({ person: "nobody-at-all", date: "2026-02-03", time: "18:00", zone: "Mars/Olympus" });
  await form.send();
  await expect(page.locator("#zone-error")).toContainText("zone");
  await expect(page.getByLabel("Person")).toHaveValue("nobody-at-all");
  await expect(page.getByLabel("Time zone")).toHaveValue("Mars/Olympus");
  await page.getByLabel("Time zone").fill("Asia/Kolkata");
  await form.send();
  await expect(page.locator("#personKey-error")).toBeVisible();
  await expect(page.getByLabel("Effective end, date")).toHaveValue("2026-02-03");
});

test("opened by hand, a leaver moves by itself: gone is Verified, the liar stays Still present", async ({
  page,
  product,
}) => {
  const form = new OpenLeaverPage(page);
  await form.open();
  const person = product.company.people[0] ?? "";
  await form.fill({ person, date: yesterday(), time: "18:00", zone: "Asia/Kolkata" });
  await form.send();
  await page.waitForURL(/\/leavers\/LV-\d+$/);
  id = page.url().split("/").at(-1) ?? "";

  const leaver = new LeaverPage(page);
  const { honest, liar } = product.company;
  await expect(leaver.cell(honest, "Account")).toHaveAttribute("data-verdict", /^verified_/, LOOKED);
  await expect(leaver.cell(liar, "Account")).toHaveAttribute("data-verdict", "still_present", LOOKED);
  await expect(leaver.headline).toHaveText(/^Verified [1-9]\d*, Attested 0, Excepted 0, Open [1-9]\d* of \d+$/);
  await expect(page.getByRole("listitem").filter({ hasText: "Closed" }).filter({ hasText: "left" })).toBeVisible();
  await expect(page.getByRole("button", { name: /close/i })).toHaveCount(0);
});

test("what holds it open is named item by item", async ({ page, product }) => {
  const leaver = new LeaverPage(page);
  await leaver.open(id);
  await page.getByRole("tab", { name: /Holding it open/ }).click();
  await expect(
    page.getByRole("tabpanel").getByRole("listitem").filter({ hasText: product.company.liar }).first(),
  ).toBeVisible();
  await expect(page.getByRole("tabpanel")).not.toContainText(product.company.honest);
});

test("the panel shows what was sought, the raw request and answer, the time and the hash", async ({
  page,
  product,
}) => {
  const leaver = new LeaverPage(page);
  await leaver.open(id);
  const cell = leaver.cell(product.company.liar, "Account");
  await cell.click();
  await expect(leaver.drawer).toContainText("Still present");
  await expect(leaver.drawer).toContainText(/GET .*\/scim\/v2\/Users/);
  await expect(leaver.drawer).toContainText(/UTC\+05:30/);
  await expect(leaver.drawer).toContainText(/[0-9a-f]{64}/);
  await expect(leaver.drawer).not.toContainText(/Bearer \S/);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(cell).toBeFocused();
});

test("an unowned system is red until somebody accepts an owner", async ({ page, product }) => {
  const leaver = new LeaverPage(page);
  await leaver.open(id);
  const { liar } = product.company;
  await expect(leaver.row(liar).getByText("No owner")).toBeVisible();
  const view = (await product.api.get(`/api/v1/leavers/${id}`)) as { ownerChoices: { name: string }[] };
  const person = view.ownerChoices.find((one) => one.name.startsWith("Person 12"))?.name ?? "";
  await leaver.assign(liar, person);
  await expect(leaver.row(liar).locator(".owner-name")).toHaveText(person);
  await expect(leaver.row(liar).getByText("No owner")).toHaveCount(0);
});

test("a report is a claim: the look after it contradicts the liar", async ({ page, product }) => {
  const leaver = new LeaverPage(page);
  await leaver.open(id);
  await leaver.cell(product.company.liar, "Account").click();
  const mine = leaver.drawer.locator(".claims li").filter({ hasText: "A. Moreau" });
  await leaver.drawer.getByRole("button", { name: "Report removed" }).click();
  await expect(mine).toHaveCount(1, LOOKED);
  await expect(mine).toContainText("contradicted", LOOKED);
  await expect(leaver.drawer.locator(".drawer-chips .chip").first()).toHaveText("Still present", LOOKED);
});

test("the screens fit every width and have no violation, light and dark", async ({ page }) => {
  for (const path of ["/leavers?tab=all", `/leavers/${id}`, "/leavers/new", "/verdicts"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (const width of [1440, 1280, 1024, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
    }
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
  }
});
