import { expect } from "@playwright/test";
import { LeaverPage } from "../../pages/leaver-page.ts";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import { accountItem, addSomebody, leaveYesterday, registerByHand, signedInAs } from "../../support/by-hand.ts";
import { test } from "../../support/product.ts";

const LOOKED = { timeout: 60_000 };

test("an exception is asked for in the panel, decided by another person in the list, and counted apart", async ({
  page,
  browser,
  product,
}) => {
  const system = await registerByHand(product.api, "Payroll", 0);
  const id = await leaveYesterday(product.api, (await addSomebody(product.api, "Ines")).key);
  await accountItem(product.api, id, system.name);
  const leaver = new LeaverPage(page);
  await leaver.open(id);
  await leaver.cell(system.name, "Account").click();
  await leaver.drawer.getByRole("button", { name: "Ask for exception…" }).click();
  const form = page.getByRole("dialog", { name: /^Ask for an exception: / });
  await form.getByLabel("Why it has to stay open").fill("Payroll runs once more.");
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await form.getByLabel("Until the end of").fill(inDays(60));
  await form.getByRole("button", { name: "Ask for exception" }).click();
  await expect(form.getByRole("alert")).toContainText("14 days at most");
  await form.getByLabel("Until the end of").fill(inDays(9));
  await form.getByRole("button", { name: "Ask for exception" }).click();
  await expect(form).toBeHidden();
  await expect(leaver.drawer).toContainText("waits for a decision", LOOKED);

  await page.goto("/exceptions");
  const mine = page.getByRole("listitem").filter({ hasText: system.name });
  await expect(mine).toContainText("another person decides");
  await expect(mine.getByRole("button", { name: /^Approve/ })).toHaveCount(0);

  const other = await signedInAs(browser, "C. Third", "administrator");
  await other.goto("/exceptions");
  const row = other.getByRole("listitem").filter({ hasText: system.name });
  await expect(row).toContainText("Payroll runs once more.");
  for (const width of [1440, 1024, 390, 360, 320]) {
    await other.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(other);
  }
  for (const colorScheme of ["light", "dark"] as const) {
    await other.emulateMedia({ colorScheme });
    await expectAccessible(other);
  }
  await row.getByRole("button", { name: /^Approve/ }).click();
  await expect(row).toHaveCount(0, LOOKED);
  await other.goto("/exceptions?tab=running");
  await expect(other.getByRole("listitem").filter({ hasText: system.name })).toContainText("Excepted until");
  await other.context().close();

  await leaver.open(id);
  await expect(leaver.cell(system.name, "Account")).toHaveAttribute("data-verdict", "excepted_until", LOOKED);
  await expect(leaver.headline).toContainText("Excepted 1");
});
