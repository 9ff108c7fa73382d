import { expect, type Page } from "@playwright/test";
import { EXAMPLE } from "#lib/connectors/systems/generic-rest/example.ts";
import { SERVICE_TOKEN, startService } from "#lib/connectors/systems/generic-rest/testing/service.ts";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import { untilListening } from "../../support/listening.ts";
import { test } from "../../support/product.ts";

let service: Awaited<ReturnType<typeof startService>>;
test.beforeAll(async () => {
  service = await startService();
});
test.afterAll(() => service.close());

const definition = (page: Page) => page.getByLabel("Definition");
const check = (page: Page) => page.getByRole("button", { name: "Check the connection" });
const title = (page: Page, name: string | RegExp) =>
  expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

async function looksRight(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** The example with two faults, on lines of their own, below two empty lines. */
const { accounts, ...rest } = EXAMPLE;
const WRONG = `\n\n${JSON.stringify({ ...rest, accounts: { ...accounts, look: { path: "/../x", row: "" }, lists: 1 } }, null, 2)}`;
const MISSED = { ...accounts.fields, displayName: "profile.name" };
const RIGHT = JSON.stringify({ ...EXAMPLE, accounts: { ...accounts, fields: MISSED } }, null, 2);

test("a definition is pasted, each of its faults leads to its line, and nothing typed is lost", async ({ page }) => {
  await page.goto("/systems/connect?connector=generic-rest");
  await untilListening(page);
  await page.getByLabel("API address").fill(`${service.origin}/api`);
  await page.getByLabel("API token or password").fill(SERVICE_TOKEN);
  await definition(page).fill(WRONG);
  await check(page).click();
  const faults = page.locator(".document-problems li");
  await expect(faults.filter({ hasText: "accounts.look.path: A path has no ." })).toBeVisible();
  await expect(faults.filter({ hasText: '"lists" is not known here.' })).toBeVisible();
  await expect(page.getByText("What you typed is kept here. Correct it.")).toHaveCount(1);
  await expect(definition(page)).toHaveValue(WRONG);
  await expect(page.getByLabel("API token or password")).toHaveValue(SERVICE_TOKEN);
  await looksRight(page);
  await page.setViewportSize({ width: 390, height: 900 });
  expect((await definition(page).boundingBox())?.height).toBeGreaterThan(200);
  await page.setViewportSize({ width: 1440, height: 900 });
  // Empty lines above count: the line is the one that the person sees.
  const wanted = WRONG.split("\n").findIndex((line) => line.includes('"/../x"')) + 1;
  const goTo = faults.filter({ hasText: "accounts.look.path: A path" }).getByRole("button").first();
  await expect(goTo).toHaveText(`Go to line ${wanted}`);
  await goTo.focus();
  await page.keyboard.press("Enter");
  await expect(definition(page)).toBeFocused();
  await expect(page.getByText(`Line ${wanted} of ${WRONG.split("\n").length}`)).toBeVisible();
});

test("a trial shows its requests with what the definition read of each answer, by keys alone, and never the token", async ({
  page,
}) => {
  await page.goto("/systems/connect?connector=generic-rest");
  await untilListening(page);
  await page.getByLabel("API address").fill(`${service.origin}/api`);
  await page.getByLabel("API token or password").fill(SERVICE_TOKEN);
  await definition(page).fill(RIGHT);
  await check(page).click();
  await title(page, "The system accepts the connection");
  await untilListening(page);
  const requests = page.locator(".trial-requests");
  await expect(requests).not.toHaveAttribute("open", "");
  await requests.locator("> summary").focus();
  await page.keyboard.press("Enter");
  const first = requests.locator(".trial-exchange").first();
  await expect(first.locator("summary")).toContainText(`GET ${service.origin}/api/people`);
  await expect(first.locator("summary")).toContainText("200 · ");
  await first.locator("summary").focus();
  await page.keyboard.press("Enter");
  const read = first.getByRole("table", { name: "What the definition read out of this answer" });
  await expect(read.getByRole("row", { name: /^userName/ })).toContainText('"Mia.Berg"');
  await expect(read.getByRole("row", { name: /^presence/ })).toContainText("Means active.");
  const missed = read.getByRole("row", { name: /^displayName profile\.name/ });
  await expect(missed).toContainText("Nothing found here. There is id, login, name, contacts, number, state.");
  await expect(first.getByRole("region", { name: /^Answer to GET/ })).toContainText('"login": "Mia.Berg"');
  expect(await page.content()).not.toContain(SERVICE_TOKEN);
  await looksRight(page);

  await page.getByRole("link", { name: "Look for one person" }).click();
  await page.getByLabel("E-mail or user name").fill("mia.berg@acme.example");
  await page.getByRole("button", { name: "Look", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^1 account and \d+ accesses found for/ })).toBeVisible();
  await page.locator(".trial-requests > summary").click();
  const asked = page.locator(".trial-requests > ol > li");
  await expect(asked.filter({ hasText: "Asked: mia.berg@acme.example" })).toContainText("1 found, read to the end");
  await expect(asked.filter({ hasText: "closeout-probe-never-there" })).toContainText("absent, by lookup");
  expect(await page.content()).not.toContain(SERVICE_TOKEN);
  await looksRight(page);
});

test("what is refused opens its requests by itself, and says which list was not found", async ({ page }) => {
  await page.goto("/systems/connect?connector=generic-rest");
  await untilListening(page);
  await page.getByLabel("API address").fill(`${service.origin}/api`);
  await page.getByLabel("API token or password").fill(SERVICE_TOKEN);
  const lost = { ...EXAMPLE, accounts: { ...accounts, list: { ...accounts.list, rows: "people" } } };
  await definition(page).fill(JSON.stringify(lost, null, 2));
  await check(page).click();
  await title(page, "The system answers and does not accept the connection");
  const exchange = page.locator(".trial-exchange").first();
  await expect(exchange).toHaveAttribute("open", "");
  await expect(exchange.locator("summary")).toContainText("1 field does not fit");
  await expect(exchange.getByRole("row", { name: /^rows/ })).toContainText(
    "No list is here. There is items, nextPageToken.",
  );
  await looksRight(page);
});
