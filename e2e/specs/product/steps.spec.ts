import { expect } from "@playwright/test";
import { StepsPage } from "../../pages/steps-page.ts";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import { test } from "../../support/product.ts";
import { countUnowned, openUnowned } from "../../support/unowned.ts";

test("200 steps nobody owns get an owner in four presses; what has nobody to propose stays red and says why", async ({
  page,
  product,
}) => {
  const { systems, deputy, steps, without } = await openUnowned(product.api, { systems: 6, leavers: 5 });
  expect(steps - without).toBeGreaterThanOrEqual(200);
  const list = new StepsPage(page);
  await list.open("?tab=all_open");
  await list.click(list.tab("No owner"));
  await expect(page).toHaveURL(/tab=no_owner/);
  await list.click(list.all);
  await expect(
    page.getByText(/^All of [\d,]+\+? matching steps are selected, not only the 50 on screen/),
  ).toBeVisible();
  await expect(list.toolbar).toContainText("all matching");
  await list.click(list.toolbar.getByRole("button", { name: "Assign…" }));
  const skipped = list.dialog.getByRole("row").filter({ hasText: systems.at(-1)?.name ?? "" });
  await expect(skipped).toContainText("Stays without owner");
  await expect(skipped).toContainText("nobody has acted here");
  await expect(list.dialog.getByRole("row").filter({ hasText: systems[0]?.name ?? "" })).toContainText(
    `${deputy}deputy of the system`,
  );
  await list.click(list.apply);
  await expect(list.dialog).toBeHidden();
  expect(list.clicks).toBe(4);
  // At least 200 have an owner; those of the last system have nobody who could be proposed.
  expect(await countUnowned(product.api, systems)).toBe(without);
  const outcome = page.locator(".bulk-outcome");
  await expect(outcome).toContainText(/\d+ assigned, \d+ skipped/);
  await outcome.getByRole("button", { name: "Undo" }).click();
  await expect(outcome).toContainText("given back to whom they were before");
  expect(await countUnowned(product.api, systems)).toBe(steps);
});

test("the same with keys alone: go to steps, all, assign, Enter", async ({ page, product }) => {
  const { systems, steps, without } = await openUnowned(product.api, { systems: 2, leavers: 1 });
  const list = new StepsPage(page);
  await page.goto("/leavers");
  await list.open(`?tab=no_owner&q=${systems.map(({ slug }) => `system:${slug}`).join("+")}`);
  await page.keyboard.press("j");
  await expect(page.locator("[data-step]").first()).toBeFocused();
  await page.keyboard.press("x");
  await expect(list.toolbar).toContainText("1 selected");
  await page.keyboard.press("Escape");
  await expect(list.toolbar).toBeHidden();
  await page.keyboard.press("ControlOrMeta+a");
  await expect(list.toolbar).toContainText(`${steps} selected`);
  await page.keyboard.press("a");
  await expect(list.apply).toBeFocused();
  await expect(list.apply).toContainText(`Assign ${steps - without} steps`);
  await page.keyboard.press("Enter");
  await expect(list.dialog).toBeHidden();
  expect(await countUnowned(product.api, systems)).toBe(without);
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page).toHaveURL(/\/leavers/);
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page).toHaveURL(/\/steps/);
});

test("a range is selected with shift; the address keeps the filter, and back brings it again", async ({
  page,
  product,
}) => {
  const { systems, steps, without } = await openUnowned(product.api, { systems: 2, leavers: 1 });
  const list = new StepsPage(page);
  const [one, two] = systems;
  const shown = page.locator(".as-of");
  await list.open("?tab=no_owner");
  const field = page.getByRole("textbox", { name: "Filter by owner, system, layer, tier, status or due" });
  await field.fill(`system:${one?.slug} system:${two?.slug}`);
  await field.press("Enter");
  await expect(shown).toContainText(new RegExp(`^${steps} of [\\d,]+\\+? · as of .*(UTC|[A-Z]{3,4})`));
  await list.rows.nth(1).getByRole("checkbox").click();
  await list.rows
    .nth(4)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  await expect(list.toolbar).toContainText("4 selected");
  await page.getByRole("button", { name: `All ${steps} matching` }).click();
  await expect(list.toolbar).toContainText(`${steps} selected`);
  await page.getByRole("link", { name: `Take out system: ${two?.slug}` }).click();
  await expect(shown).toContainText(`${steps - without} of `);
  await page.goBack();
  await expect(shown).toContainText(`${steps} of `);
  await page.reload();
  await expect(shown).toContainText(`${steps} of `);
  await list.open("?tab=all_open&q=nonsense");
  await expect(page.getByText("Not understood, and filtering nothing: nonsense")).toBeVisible();
});

test("the list, its toolbar and its dialog hold at every width and are clean to axe, light and dark", async ({
  page,
  product,
}) => {
  await openUnowned(product.api, { systems: 3, leavers: 1 });
  const list = new StepsPage(page);
  await list.open("?tab=no_owner");
  await expect(list.rows.nth(20)).toBeVisible();
  const visible = await list.rows.evaluateAll(
    (rows) => rows.filter((row) => row.getBoundingClientRect().bottom < window.innerHeight).length,
  );
  expect(visible).toBeGreaterThanOrEqual(18);
  await list.all.click();
  for (const width of [1440, 1024, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
  }
  await page.keyboard.press("a");
  await expect(list.apply).toBeEnabled();
  for (const width of [320, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
});
