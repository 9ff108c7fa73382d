import { expect, test } from "@playwright/test";
import { untilListening } from "../../support/listening.ts";

test("the ledger is one tab stop and arrows move between its cells", async ({ page }) => {
  await page.goto("/leavers/LV-2041");
  await untilListening(page);
  await expect(page.locator('.ledger [data-cell][tabindex="0"]')).toHaveCount(1);
  const cell = (key: string) => page.locator(`[data-cell="${key}"]`);
  await cell("github-enterprise.account").focus();
  await page.keyboard.press("ArrowRight");
  await expect(cell("github-enterprise.session")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(cell("aws-prod-.session")).toBeFocused();
  await page.keyboard.press("End");
  await expect(cell("aws-prod-.custody")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(cell("aws-prod-.account")).toBeFocused();
  await expect(page.locator('.ledger [data-cell][tabindex="0"]')).toHaveCount(1);
});

test("Enter opens the panel, Escape closes it, and focus is back on the cell", async ({ page }) => {
  await page.goto("/leavers/LV-2041");
  await untilListening(page);
  const cell = page.locator('[data-cell="github-enterprise.credential"]');
  await cell.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#drawer-title")).toBeFocused();
  await expect(page).toHaveURL(/peek=github-enterprise-credential-0/);
  await page.keyboard.press("F6");
  await expect(cell).toBeFocused();
  await page.keyboard.press("F6");
  await expect(page.locator("#drawer-title")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator(".drawer")).toHaveCount(0);
  await expect(cell).toBeFocused();
});

test("keys are dead while a person types or a dialog is open", async ({ page }) => {
  await page.goto("/leavers");
  await untilListening(page);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Help and shortcuts" })).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.locator("[data-leaver]:focus")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await expect(page.locator("[data-leaver]").first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(page.locator("[data-leaver]").nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/leavers\/LV-1998/);
});

test("the theme that was chosen is painted by the server at the next visit", async ({ page, context }) => {
  await page.goto("/leavers");
  await untilListening(page);
  await page.getByRole("button", { name: "Colours as the system" }).click();
  await page.getByRole("button", { name: "Light colours" }).click();
  const kept = async () => (await context.cookies()).find((cookie) => cookie.name === "closeout-theme")?.value;
  await expect.poll(kept).toBe("dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
