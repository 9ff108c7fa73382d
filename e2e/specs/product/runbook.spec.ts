import { expect } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import { test } from "../../support/product.ts";

const PARTS = ["/runbook", "/runbook/events", "/runbook/three-ends", "/runbook/scim"];

test("the runbook is one step from every screen and shows the rules in force", async ({ page }) => {
  await page.goto("/leavers");
  await page.getByRole("link", { name: "Runbook", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Runbook" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Tier 0" })).toContainText("4 h");
  await expect(page.getByRole("listitem").filter({ hasText: "The inventory is not complete." })).toBeVisible();
  await page.getByRole("link", { name: "Events" }).click();
  const effects = page.getByRole("table", { name: "Effect of an end by the state of the case" });
  await expect(effects.getByRole("row").filter({ hasText: "Cancelled" })).toContainText("case of the next epoch");
});

test("three ends of access stand side by side with the verdict of each", async ({ page }) => {
  await page.goto("/runbook/three-ends");
  const alive = page.getByRole("row").filter({ hasText: "What it leaves alive" });
  for (const word of ["Latent", "Still present", "Cannot check"]) await expect(alive).toContainText(word);
});

test("a 200 that changed nothing is read as a claim, and contradicted by the look after it", async ({ page }) => {
  await page.goto("/runbook/scim");
  const claim = page.getByRole("listitem").filter({ hasText: "200, and nothing changed" });
  await expect(claim).toContainText("Reported removed");
  await claim.locator("summary").click();
  await expect(claim.locator("pre").last()).toContainText('"active": false');
  await expect(page.getByRole("listitem").filter({ hasText: "it is still active" })).toContainText("Still present");
});

test("every part fits every width and has no violation, light and dark", async ({ page }) => {
  for (const path of PARTS) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (const width of [1440, 1024, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
    }
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});
