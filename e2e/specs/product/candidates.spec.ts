import { expect } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import type { Api } from "../../support/closeout.ts";
import { untilListening } from "../../support/listening.ts";
import { test } from "../../support/product.ts";

/** Three systems in use as three kinds of sources show them; the marks keep them apart from other tests'. */
async function seeThree(api: Api, mark: string) {
  const people = Array.from({ length: 3 }, (_, at) => `u${at}-${mark}@users.example`);
  const leaver = `leaves-${mark}`;
  await api.post("/api/v1/identities", {
    identities: [{ personKey: leaver, displayName: `Leaves ${mark}`, emails: [`${leaver}@users.example`] }],
  });
  const event = { source: "HR", eventId: mark, personKey: leaver, effectiveAt: "2099-03-31T18:00", zone: "UTC" };
  await api.post("/api/v1/lifecycle-events", { events: [event] });
  const names = { notes: `Notes ${mark}`, tables: `Tables ${mark}`, cards: `Cards ${mark}` };
  const seen = (name: string, over: object) => ({ source: "Okta", channel: "sign_in", name, ...over });
  await api.post("/api/v1/candidates/sightings", {
    sightings: [
      ...people.map((person) => seen(names.notes, { person, seenAt: "2025-09-09T10:00:00Z" })),
      seen(names.notes, { person: `${leaver}@users.example`, seenAt: "2025-09-10T10:00:00Z" }),
      seen(names.tables, { source: "Google Workspace", channel: "consent", person: people[0], scope: "spreadsheets" }),
      seen(names.cards, { source: "Card statement", channel: "expense", seats: 22, costCentre: "4410" }),
    ],
  });
  return names;
}

test("what nobody listed stands below the inventory: added it is a system without owner, said not ours it goes and can be taken back", async ({
  page,
  product,
}) => {
  const mark = Date.now().toString(36);
  const names = await seeThree(product.api, mark);
  await page.goto("/systems");
  await untilListening(page);
  const row = (name: string) => page.locator(`[data-candidate="${name}"]`);
  await expect(page.getByText(/^\d+ candidates? nobody listed$/)).toBeVisible();
  await expect(row(names.notes)).toContainText("Sign-ins in Okta");
  await expect(row(names.notes)).toContainText("4 people, 1 leaver");
  await expect(row(names.notes)).toContainText("9 Sep 2025");
  await expect(row(names.tables)).toContainText("OAuth consent in Google Workspace, scope: spreadsheets");
  await expect(row(names.cards)).toContainText("Card statement, 22 seats, cost centre 4410");
  await expect(row(names.cards)).toContainText("22 seats, leavers unknown");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });

  // By keys alone.
  await page.getByRole("button", { name: `Add ${names.notes}` }).focus();
  await page.keyboard.press("Enter");
  await expect(
    page.getByText(`${names.notes} is in the inventory now: no owner, by hand, observe only.`),
  ).toBeVisible();
  await expect(row(names.notes)).toBeHidden();
  const listed = page.locator(".systems-list").getByRole("row").filter({ hasText: names.notes });
  await expect(listed).toContainText("No owner");
  await expect(listed).toContainText("Observe only");

  await page.getByRole("button", { name: `Not ours: ${names.tables}…` }).click();
  const dialog = page.getByRole("dialog", { name: `${names.tables} is no system to add` });
  await expectAccessible(page);
  await dialog.getByLabel("Why").fill("A personal subscription of one person.");
  await dialog.getByRole("button", { name: "Not ours" }).click();
  await expect(row(names.tables)).toBeHidden();

  await page
    .getByRole("navigation", { name: "Kinds of systems" })
    .getByRole("link", { name: /^Candidates/ })
    .click();
  await expect(page).toHaveURL(/tab=candidates/);
  await expect(row(names.tables)).toContainText("A personal subscription of one person.");
  await expectAccessible(page);
  await page.getByRole("button", { name: `Take back: ${names.tables}` }).click();
  await expect(page.getByRole("button", { name: `Add ${names.tables}` })).toBeVisible();
});

test("a sign-in log is read at once, shows how it was read, and is taken when a person says so", async ({ page }) => {
  const mark = Date.now().toString(36);
  const lines = [
    "Date (UTC),Request ID,Username,Application",
    ...[1, 2, 3].map((at) => `2025-11-0${at}T08:00:00Z,${mark}-${at},p${at}@users.example,Board ${mark}`),
  ];
  await page.goto("/systems?tab=candidates");
  await untilListening(page);
  await page.getByRole("button", { name: "Import a sign-in log or statement" }).click();
  const dialog = page.getByRole("dialog", { name: "Import a sign-in log or statement" });
  await dialog.getByLabel("Name of the source").fill("Entra sign-ins");
  await dialog
    .locator('input[type="file"]')
    .setInputFiles({ name: "sign-ins.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
  await expect(dialog.getByText("1 of 1 applications in 3 rows nobody listed")).toBeVisible();
  await expect(dialog.getByText(/Application is the application or merchant/)).toBeVisible();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByRole("button", { name: "Take it in" }).click();
  await expect(dialog.getByRole("status")).toContainText("3 of 3 rows kept");
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.locator(`[data-candidate="Board ${mark}"]`)).toContainText("3 people, no leaver");
});

test("a directory's own log is read by API only once somebody switched it on, and a read that fails says why", async ({
  page,
  product,
}) => {
  const mark = Date.now().toString(36);
  await product.api.post("/api/v1/systems", {
    slug: `directory-${mark}`,
    name: `Directory ${mark}`,
    connector: "okta",
    config: { baseUrl: `https://${mark}.directory.invalid` },
    secrets: { token: "00-not-a-token-of-anybody" },
  });
  await page.goto("/contradictions");
  await untilListening(page);
  const row = page.getByRole("listitem").filter({ hasText: `Directory ${mark}` });
  await expect(row).toContainText("never read");
  const reading = page.getByRole("switch", { name: `Read Okta System Log of Directory ${mark}` });
  await expect(reading).not.toBeChecked();
  await reading.press("Space");
  await expect(reading).toBeChecked();
  await expect(row).toContainText("the last read failed.");
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  await page.goto("/systems?tab=candidates");
  await expect(page.getByRole("switch", { name: `Read Okta of Directory ${mark}` })).not.toBeChecked();
  await expectAccessible(page);
});
