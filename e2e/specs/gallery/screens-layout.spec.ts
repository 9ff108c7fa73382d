import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";

const SCREENS = [
  ["list of leavers", "/leavers"],
  ["one leaver", "/leavers/LV-2041"],
  ["panel of one item", "/leavers/LV-2041?peek=github-enterprise-credential-0"],
  ["inventory of systems", "/systems"],
  ["verdicts", "/verdicts"],
] as const;

for (const [name, path] of SCREENS) {
  const settled = async (page: Page) => {
    await page.goto(path);
    await expect(page.locator("h1")).toBeVisible();
    if (path.includes("peek")) await expect(page.locator("#drawer-title")).toBeVisible();
  };

  test(`${name} needs no sideways scroll at any width`, async ({ page }) => {
    await settled(page);
    for (const width of [1920, 1440, 1280, 1180, 1024, 900, 640, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
    }
  });

  test(`${name} has no accessibility violation, light and dark, wide and narrow`, async ({ page }) => {
    await settled(page);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page);
      }
    }
  });
}

test("fourteen systems end above the lower edge at 1440 × 900", async ({ page }) => {
  await page.goto("/leavers/LV-2041");
  const rows = page.locator(".ledger tbody tr");
  await expect(rows).toHaveCount(14);
  const last = await rows.last().boundingBox();
  expect((last?.y ?? 900) + (last?.height ?? 0)).toBeLessThan(860);
});

test("fourteen systems with their coverage end above the lower edge at 1440 × 900, and no head or word is cut", async ({
  page,
}) => {
  await page.goto("/systems");
  const rows = page.locator(".systems-list tbody tr");
  await expect(rows).toHaveCount(14);
  const last = await rows.last().boundingBox();
  expect((last?.y ?? 900) + (last?.height ?? 0)).toBeLessThan(780);
  for (const width of [1440, 1366, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const cut = await page
      .locator(".systems-list :is(thead th, td.acting, td.looked, .looked .system-below)")
      .evaluateAll((cells) =>
        cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
      );
    expect(cut).toEqual([]);
  }
});

for (const width of [390, 320]) {
  test(`cells are at least 38 × 44 at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/leavers/LV-2041");
    for (const cell of await page.locator("button.cell").all()) {
      const box = await cell.boundingBox();
      expect(box?.width ?? 0).toBeGreaterThanOrEqual(38);
      expect(box?.height ?? 0).toBeGreaterThanOrEqual(44);
    }
  });
}
