import { expect } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import { untilListening } from "../../support/listening.ts";
import { test } from "../../support/product.ts";
import { openUnowned } from "../../support/unowned.ts";

test("acting is switched only after it has said in words and numbers what it will do, access by access", async ({
  page,
  product,
}) => {
  const slug = product.company.liar.toLowerCase().replaceAll(" ", "-");
  const personKey = product.company.people[9];
  const event = { source: crypto.randomUUID(), eventId: "1", personKey, effectiveAt: "2099-03-31T18:00", zone: "UTC" };
  await product.api.post("/api/v1/lifecycle-events", { events: [event] });
  const { system } = (await product.api.get(`/api/v1/systems/${slug}`)) as { system: { id: string } };
  const calls = async () =>
    ((await product.api.post(`/api/v1/systems/${system.id}/dry-run`, {})) as { calls: number }).calls;
  await expect.poll(calls, { timeout: 60_000 }).toBeGreaterThan(0);
  await page.goto(`/systems/${slug}`);
  await untilListening(page);
  const acting = page.getByRole("switch", { name: `Acting on ${product.company.liar}` });
  await expect(acting).toBeChecked();
  await acting.click();
  const off = page.getByRole("dialog", { name: /^Switch acting off/ });
  await expect(off).toContainText(`From now on Closeout will only look at ${product.company.liar}.`);
  await off.getByRole("button", { name: "Switch acting off" }).click();
  await expect(acting).not.toBeChecked();
  await expect(page.getByText("Observe only", { exact: true })).toBeVisible();
  await acting.click();
  const on = page.getByRole("dialog", { name: /^Switch acting on/ });
  await expect(on).toContainText(
    /From now on Closeout will disable accounts and remove group memberships in .* for (the 1 leaver that is open|the \d+ leavers that are open) and every later one\./,
  );
  await expect(on.getByRole("region", { name: "Dry run" })).toContainText("Disable the account");
  await expect(on).toContainText("nothing was called and nothing was read for this");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(acting).not.toBeChecked();
  await acting.click();
  await on.getByRole("button", { name: "Switch acting on" }).click();
  await expect(acting).toBeChecked();
});

test("a system without owner is red, first in the list, and gets owner and deputy", async ({ page, product }) => {
  const { systems, deputy, steps, without } = await openUnowned(product.api, { systems: 2, leavers: 1 });
  const own = steps - without;
  const [system] = systems;
  await page.goto("/systems");
  await untilListening(page);
  await expect(page.getByText("Sorted by no owner first, then tier", { exact: true })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: system?.name ?? "" });
  await expect(row).toContainText("No owner");
  await expect(row).toContainText(`${own} open · ${own} without owner`);
  for (const width of [1440, 1024, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await row.getByRole("link", { name: system?.name ?? "", exact: true }).click();
  await expect(page.getByText(`suggested: ${deputy}, deputy of the system`)).toBeVisible();
  await page.getByRole("button", { name: `Make ${deputy} the owner` }).click();
  await expect(page.getByText("No owner")).toBeHidden();
  await expect(page.getByText(`${own} open steps`)).toBeVisible();
  await expect(page.getByText("without owner")).toBeHidden();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  }
});
