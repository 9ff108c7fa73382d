import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import { untilListening } from "../../support/listening.ts";
import { test } from "../../support/product.ts";
import { startTargets, type Targets } from "../../support/targets.ts";

const mark = Date.now().toString(36);
const person = { key: "w-1", displayName: "Lena Brandt", email: `lena-${mark}@wizard.example` };
const others = Array.from({ length: 4 }, (_, at) => ({
  key: `w-${at + 2}`,
  displayName: `Somebody ${at}`,
  email: `somebody-${at}-${mark}@wizard.example`,
}));

let targets: Targets;
test.beforeAll(async () => {
  const people = [person, ...others];
  targets = await startTargets([
    { name: `Wizard ${mark}`, behaviour: "honest", people, groups: 2, groupsPerPerson: 1 },
    { name: `Slow ${mark}`, behaviour: "slow", delayMs: 900, people, groups: 1, groupsPerPerson: 1 },
  ]);
});
test.afterAll(() => targets.close());

const target = (at = 0) => {
  const found = targets.systems[at];
  if (found === undefined) throw new Error("no target");
  return found;
};

const address = (page: Page) => page.getByLabel("SCIM address");
const token = (page: Page) => page.getByLabel("Bearer token");
const check = (page: Page) => page.getByRole("button", { name: "Check the connection" });
const title = (page: Page, name: string | RegExp) =>
  // A check of the slow system waits for each of its answers.
  expect(page.getByRole("heading", { level: 1, name })).toBeVisible({ timeout: 60_000 });

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

test("a system is connected after it was tried: wrong entries say so beside their field, and nothing typed is lost", async ({
  page,
}) => {
  await page.goto("/systems");
  await untilListening(page);
  await page.getByRole("link", { name: "Add a system" }).click();
  await title(page, "Which kind of system?");
  const scim = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "SCIM 2.0" }) });
  await expect(scim).toContainText("Run against@better-auth/scim 1.7.5");
  const google = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: /Google/ }) });
  await expect(google).toContainText("Not yet seen against the vendor.");
  await looksRight(page);
  await page.getByRole("link", { name: "SCIM 2.0" }).click();
  await title(page, "Connect SCIM 2.0");
  await untilListening(page);
  await check(page).click();
  await expect(page.getByText("SCIM address is missing. What you typed is kept here. Enter it.")).toBeVisible();
  await expect(address(page)).toBeFocused();
  await address(page).fill("crm.example.com");
  await token(page).fill("wrong-token");
  await page.getByText(/^\d+ more settings/).click();
  await page.getByLabel("Accounts a page").fill("0");
  await check(page).click();
  await expect(page.getByLabel("Accounts a page")).toHaveAccessibleDescription(
    /What you typed is kept here\. Correct it\./,
  );
  await page.getByLabel("Accounts a page").fill("50");
  await expect(address(page)).toHaveAccessibleDescription(/The address is not a URL/);
  await expect(token(page)).toHaveValue("wrong-token");
  await looksRight(page);
  await address(page).fill(target().baseUrl);
  await check(page).click();
  await title(page, "The system answers and does not accept the connection");
  await expect(page.getByText(/refuses the token \(401\)/)).toBeVisible();
  await expect(page).not.toHaveURL(/wrong-token/);
  await looksRight(page);
  await page.getByRole("link", { name: "Correct the settings" }).click();
  await expect(address(page)).toHaveValue(target().baseUrl);
  await expect(token(page)).toHaveValue("");
  await expect(page.getByText("kept", { exact: true }).first()).toBeVisible();
  await token(page).fill(target().token);
  await check(page).click();
  await title(page, "The system accepts the connection");
  const groups = page.getByRole("row", { name: /^Groups/ });
  await expect(groups).toContainText("Yes, once acting is switched on");
  await expect(page.getByRole("row", { name: /^Sessions/ })).toContainText("the system shows nothing of it");
  await looksRight(page);

  await page.getByRole("link", { name: "Look for one person" }).click();
  await page.getByLabel("E-mail or user name").fill(person.email);
  await page.getByRole("button", { name: "Look", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^1 account and 1 access found for/ })).toBeVisible();
  await expect(page.getByRole("table", { name: "Accounts that were found" })).toContainText(person.displayName);
  await expect(page.getByText("Nothing was changed.", { exact: false }).last()).toBeVisible();
  await looksRight(page);

  // Whoever leaves and comes back loses nothing.
  await page.reload();
  await page.getByRole("link", { name: "Go on: save" }).click();
  await title(page, "Save the system");
  await page.getByRole("button", { name: "Save, observe-only" }).click();
  await expect(page.getByText("Give the system a name of letters or digits.")).toBeVisible();
  await page.getByLabel("Name of the system").fill(target().name);
  await looksRight(page);
  await page.getByRole("button", { name: "Save, observe-only" }).click();
  await title(page, target().name);
  await expect(page.getByText("Observe only", { exact: true })).toBeVisible();
  await expect(page.getByText("No owner", { exact: true }).first()).toBeVisible();
});

test("a trial shows what it does, can be stopped, and the connection of a system can be changed", async ({
  page,
  product,
}) => {
  const { baseUrl, token: secret } = target();
  const [slug, name] = [`changed-${mark}`, `Changed ${mark}`];
  const system = { slug, name, connector: "scim", config: { baseUrl }, secrets: { token: secret } };
  await product.api.post("/api/v1/systems", system);
  await page.goto(`/systems/${slug}`);
  await page.getByRole("link", { name: "Change connection" }).click();
  await title(page, `Change the connection of ${name}`);
  await untilListening(page);
  await expect(token(page)).toHaveValue("");
  // A kept credential never goes to another place.
  await address(page).fill(target(1).baseUrl);
  await check(page).click();
  await expect(token(page)).toHaveAccessibleDescription(/Bearer token is missing/);
  await token(page).fill(target(1).token);
  await check(page).click();
  const progress = page.getByRole("region", { name: "Trial under way" });
  await expect(progress).toContainText(/Asking the system|Waiting for the worker/);
  await expectAccessible(page);
  await progress.getByRole("button", { name: "Stop" }).click();
  await title(page, "Not checked yet");
  await page.getByRole("button", { name: "Check again" }).click();
  await title(page, "The system accepts the connection");
  await page.getByRole("link", { name: "Save" }).click();
  await page.getByRole("button", { name: "Change the connection" }).click();
  await title(page, new RegExp(`^${name}`));
});

test("a private address that is not allowed is said to be, and a draft is discarded with one press", async ({
  page,
}) => {
  await page.goto("/systems/connect?connector=scim");
  await untilListening(page);
  await address(page).fill("https://10.1.2.3/scim/v2");
  await token(page).fill("anything");
  await check(page).click();
  await title(page, "The system does not answer");
  await expect(page.getByText(/private or not allowed as a target\. Nothing was sent/)).toBeVisible();
  const draft = page.url();
  await page.getByRole("button", { name: "Discard the draft" }).click();
  await title(page, "Systems");
  await page.goto(draft);
  await expect(page.getByText(/not found|no such/i).first()).toBeVisible();
});
