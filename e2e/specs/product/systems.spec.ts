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
  await expect(page.locator(".as-of")).toContainText("sorted by no owner first, then tier");
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

test("the inventory says layer by layer how it is acted on and seen, what nobody sees, and which automation skips it", async ({
  page,
  product,
}) => {
  const mark = crypto.randomUUID().slice(0, 8);
  const { api, company } = product;
  const name = `Bank portal ${mark}`;
  const layers = { account: { exists: "yes" }, session: { exists: "no" } };
  await api.post("/api/v1/systems", { slug: `bank-${mark}`, name, tier: 2, layers });
  const tool = `Flows ${mark}`;
  const claim = {
    source: tool,
    externalId: mark,
    personKey: company.people[0],
    system: company.liar,
    state: "pending",
  };
  await api.post("/api/v1/claims", { claims: [claim] });
  await page.goto("/systems?tab=all");
  await untilListening(page);
  const row = page.getByRole("row").filter({ hasText: name });
  for (const words of [
    "Account: act: manual, observe: manual",
    "Sessions: does not exist, attested",
    "Groups: nobody knows if this exists",
  ])
    await expect(row.getByRole("cell", { name: words })).toBeVisible();
  await expect(row.locator(".looked")).toHaveText("Never");
  await expect(row.locator(".skipped")).toHaveAttribute(
    "title",
    new RegExp(`${tool}.* of other systems .*never of this`),
  );
  const hatched = (layer: string) =>
    row.locator(`[data-layer=${layer}] .coverage-marks`).evaluate((cell) => getComputedStyle(cell).backgroundImage);
  expect(await hatched("group")).toContain("gradient");
  expect([await hatched("account"), await hatched("session")]).toEqual(["none", "none"]);
  await expect(
    page.getByText(
      /systems? (is|are) skipped by the automation you have; \d+ (has|have) no owner; \d+ layers? on this page (is|are) blind\./,
    ),
  ).toBeVisible();
  const served = page.getByRole("row").filter({ has: page.getByRole("link", { name: company.liar, exact: true }) });
  await expect(served.getByRole("cell", { name: "Account: act: connector, observe: connector" })).toBeVisible();
  await expect(served.locator(".skipped")).not.toHaveAttribute("title", new RegExp(tool));
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 1024, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  }
});

test("rows are walked by keys, and the switch in a row opens what acting would do and switches nothing by itself", async ({
  page,
  product,
}) => {
  await page.goto("/systems?tab=all");
  await untilListening(page);
  const names = page.locator("[data-system]");
  await page.keyboard.press("j");
  await expect(names.nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(names.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(names.nth(0)).toBeFocused();
  const acting = page.getByRole("switch", { name: `Acting on ${product.company.liar}`, exact: true });
  const before = await acting.getAttribute("aria-checked");
  await acting.click();
  const dialog = page.getByRole("dialog", { name: /^Switch acting (on|off)/ });
  await expect(dialog).toContainText("From now on Closeout will");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(acting).toBeFocused();
  await page.reload();
  await expect(acting).toHaveAttribute("aria-checked", before ?? "");
  const slug = await names.nth(0).getAttribute("data-system");
  await untilListening(page);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/systems/${slug}`);
});

test("a leaver whose credential a connector signs in with is told in the inventory, at the system, before acting, and at the leaver", async ({
  page,
  product,
}) => {
  const { api, company } = product;
  const mark = crypto.randomUUID().slice(0, 8);
  const slug = company.liar.toLowerCase().replaceAll(" ", "-");
  const displayName = `Key Holder ${mark}`;
  const recorded = await api.post("/api/v1/identities", { identities: [{ personKey: mark, displayName }] });
  const ownerId = (recorded as { results: { identityId: string }[] }).results[0]?.identityId;
  const event = { source: mark, eventId: "1", personKey: mark, effectiveAt: "2099-03-31T18:00", zone: "UTC" };
  await api.post("/api/v1/lifecycle-events", { events: [event] });
  const { system } = (await api.get(`/api/v1/systems/${slug}`)) as { system: { id: string } };
  await api.post(`/api/v1/systems/${system.id}/credential-owner`, { ownerId });
  await page.goto("/systems?tab=all");
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: company.liar, exact: true }) });
  await expect(row).toContainText("Credential of a leaver");
  await row.getByRole("link", { name: company.liar, exact: true }).click();
  const notice = page.getByRole("note").filter({ hasText: displayName });
  await expect(notice).toContainText(
    /signs in with the credential of Key Holder .* \(LV-\d+\), who leaves Tue 31 Mar 2099/,
  );
  await expectAccessible(page);
  const leaverId = /LV-\d+/.exec((await notice.textContent()) ?? "")?.[0];
  await page.goto(`/leavers/${leaverId}`);
  await expect(
    page.getByText(`own credential: replace it before anything is acted on: ${company.liar}.`),
  ).toBeVisible();
  await page.goto(`/systems/${slug}`);
  await untilListening(page);
  const acting = page.getByRole("switch", { name: `Acting on ${company.liar}` });
  if ((await acting.getAttribute("aria-checked")) === "true") {
    await acting.click();
    await page.getByRole("button", { name: "Switch acting off" }).click();
    await expect(acting).not.toBeChecked();
  }
  await acting.click();
  const dialog = page.getByRole("dialog", { name: /^Switch acting on/ });
  await expect(dialog.getByRole("note")).toContainText(displayName);
  await dialog.getByRole("button", { name: "Switch acting on" }).click();
  await expect(acting).toBeChecked();
  await page.getByLabel(`New credential owner of ${company.liar}`).selectOption("");
  await page.getByRole("button", { name: "Set as nobody's own" }).click();
  await expect(notice).toBeHidden();
  await page.goto(`/leavers/${leaverId}`);
  await expect(page.getByText("own credential")).toBeHidden();
});
