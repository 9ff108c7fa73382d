import { readFile, stat } from "node:fs/promises";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { bare, pagesOf } from "#lib/print/testing/text-of.ts";
import { ConfirmPage } from "../../pages/confirm-page.ts";
import { SetupPage } from "../../pages/setup-page.ts";
import { expectNoSidewaysScroll } from "../../support/accessibility.ts";
import {
  BERLIN,
  bothThemes,
  dayBefore,
  ELENA,
  leaversFile,
  SAM,
  STAFF,
  save,
  signIn,
  usersFile,
} from "../../support/first-run-files.ts";
import { type FreshProduct, startFresh } from "../../support/fresh-product.ts";

test.describe.configure({ mode: "serial" });

let product: FreshProduct;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  product = await startFresh();
  context = await signIn(browser, product.url, product.link);
  page = await context.newPage();
});
test.afterAll(async () => {
  await context?.close();
  await product?.stop();
});

/** What a person states of a list beside what is filled in. */
async function stateList(setup: SetupPage, rows: number): Promise<void> {
  await setup.page.getByLabel(/^Rows as .* shows them$/).fill(String(rows));
  await setup.press(setup.page.getByRole("radio", { name: /^Yes, everybody/ }));
  await setup.press(setup.button("Read the list"));
  await expect(setup.button("Accept the list")).toBeVisible();
}

test("two files give the first answer within four minutes, and the first leaver is verified and on paper within ten", async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const leavers = await save("leavers.csv", leaversFile());
  const list = await save("salesforce-users.csv", usersFile([ELENA, SAM]));
  await page.goto("/setup");
  const setup = new SetupPage(page);
  await expect(setup.title).toBeVisible();

  await setup.choose("Choose a file", leavers);
  await expect(page).toHaveURL(/step=people/);
  await expect(page.getByRole("heading", { name: "3 leavers in 4 rows" })).toBeVisible();
  await expect(page.getByText("Line 5, Austrittsdatum:")).toBeVisible();
  await setup.uncounted(() => bothThemes(page));
  await setup.press(setup.button("Take in 3 leavers"));
  await expect(page.getByRole("heading", { name: "3 of 4 rows taken in" })).toBeVisible();
  await setup.press(page.getByRole("link", { name: "Go on: one system" }));
  setup.ended("People");

  await page.getByLabel("Name of the system").fill("Salesforce");
  await setup.uncounted(() => bothThemes(page));
  await setup.press(setup.button("Register the system"));
  await expect(page).toHaveURL(/system=salesforce/);
  await setup.choose("Choose a list", list);
  await setup.uncounted(() => bothThemes(page));
  await stateList(setup, STAFF + 2);
  await expect(page.getByText("62 rows read, 2 of leavers or known accounts")).toBeVisible();
  await expect(page.getByText("Not shown: sessions and tokens, credentials, groups")).toBeVisible();
  await setup.confirmAll();
  await setup.uncounted(() => bothThemes(page));
  await setup.press(setup.button("Accept the list"));
  await expect(page).toHaveURL(/step=found/);
  setup.ended("One system");

  await expect(setup.title).toHaveText("3 people left; 2 still have accounts in Salesforce. Longest: 41 days");
  const row = (name: string) => page.getByRole("row").filter({ hasText: name });
  await expect(row("Elena Marković")).toContainText("Active, Administrator, last used 2 Nov, 09:14 CET");
  await expect(row("Noor Rahimi")).toContainText("No account by id, e-mail or name; 62 rows read");
  await expect(row("Elena Marković").locator("[data-verdict=still_present]")).toHaveCount(2);
  await expect(row("Elena Marković").locator("[data-verdict=cannot_check]")).toHaveCount(6);
  await expect(page.locator("tbody tr").first()).toContainText("Elena Marković");
  await expect(
    page.getByText(/Read from leavers\.csv \(3 of 3 leavers\) and All users \(salesforce-users\.csv\)/),
  ).toBeVisible();
  await expect(page.locator(".no-owner")).toHaveText("No owner");
  setup.ended("What we found");
  expect(setup.secondsUntil("What we found")).toBeLessThan(240);

  await setup.press(setup.button("Pick an owner…"));
  await page.getByLabel("Name", { exact: true }).fill("Lena Brandt");
  await page.getByLabel("E-mail", { exact: true }).fill("l.brandt@example.com");
  await setup.press(setup.button("Add them and make them the owner"));
  await expect(page).toHaveURL(/step=leaver/);
  setup.ended("Owners");

  await expect(setup.title).toHaveText("Elena Marković in Salesforce");
  await setup.press(setup.button("Make a link for Lena Brandt"));
  const link = (await page.locator(".copy-text code").textContent()) ?? "";
  expect(link).toContain(`${product.url}/c/`);
  await setup.uncounted(() => bothThemes(page));
  const owner = await browser.newContext(BERLIN);
  const theirs = await owner.newPage();
  await theirs.goto(link);
  const confirm = new ConfirmPage(theirs);
  await setup.press(confirm.answer("Elena Marković", "I removed it").first());
  await expect(confirm.receipt("Elena Marković")).toContainText("I removed it");
  await owner.close();
  const account = page.locator(".setup-lead .chip");
  // Said, not seen: past its deadline it stays red until somebody looks.
  await expect(page.getByText(/^Reported removed .*: said, not seen\.$/)).toBeVisible();
  await expect(account).toHaveText("Still present");
  // A file's date is kept to the second: one that is exported now is certain to be later only in the next.
  const answered = Math.ceil(Date.now() / 1000) * 1000;
  await expect.poll(() => Date.now(), { timeout: 5000 }).toBeGreaterThan(answered);
  const fresh = await save("salesforce-users-2.csv", usersFile([SAM]));
  expect((await stat(fresh)).mtimeMs).toBeGreaterThan(answered);
  await setup.press(setup.button("Supply a fresh list"));
  await setup.choose("Choose a list", fresh);
  await stateList(setup, STAFF + 1);
  await setup.confirmAll();
  await setup.press(setup.button("Accept the list"));
  await expect(setup.button("Supply a fresh list")).toBeVisible();
  await expect(account).toHaveText("Verified removed");
  // Another is the worst now, and this page is still about the same person.
  await page.reload();
  await expect(setup.title).toHaveText("Elena Marković in Salesforce");
  setup.ended("Verified");

  await setup.press(page.getByRole("link", { name: "Open the evidence sheet" }));
  await expect(page).toHaveURL(/\/leavers\/LV-\d+\/sheet$/);
  const coming = page.waitForEvent("download");
  await setup.press(page.getByRole("link", { name: "PDF", exact: true }));
  const pdf = new Uint8Array(await readFile(await (await coming).path()));
  const printed = (await pagesOf(pdf)).join("");
  for (const words of ["Elena Marković", "Salesforce", "Verified removed"]) expect(printed).toContain(bare(words));
  setup.ended("Sheet");

  console.table(setup.costs);
  const total = setup.costs.reduce((sum, one) => sum + one.presses, 0);
  console.log(
    `first answer after ${setup.secondsUntil("What we found").toFixed(1)} s, paper after ${setup.secondsUntil("Sheet").toFixed(1)} s, ${total} presses`,
  );
  expect(setup.secondsUntil("Sheet")).toBeLessThan(600);
  const most: Readonly<Record<string, number>> = {
    People: 4,
    "One system": 8,
    "What we found": 0,
    Owners: 2,
    Verified: 9,
    Sheet: 2,
  };
  for (const { step, presses } of setup.costs) expect(presses, step).toBeLessThanOrEqual(most[step] ?? 0);
});

test("what was taken is there after a reload, and stays on the way back; the same file opens nothing twice", async () => {
  await page.goto("/setup");
  const setup = new SetupPage(page);
  await expect(setup.title).toHaveText("3 people left; 1 still has an account in Salesforce. Longest: 18 days");
  await page.getByRole("link", { name: "Owners" }).click();
  await expect(setup.title).toHaveText("Who removes access in Salesforce?");
  await page.reload();
  await expect(page.getByText("owns Salesforce and is asked to remove")).toBeVisible();
  await page.goBack();
  await expect(setup.title).toHaveText(/^3 people left/);
  await page.getByRole("link", { name: "People", exact: true }).click();
  await setup.choose("Choose a file", await save("leavers.csv", leaversFile()));
  await expect(page.getByText("3 known already: kept as recorded.")).toBeVisible();
  await setup.press(setup.button("Take in 3 leavers"));
  await expect(page.getByText(/0 people are new · 3 known before/)).toBeVisible();
  await page.goto("/setup");
  await expect(setup.title).toHaveText(/^3 people left/);
});

test("every step fits a phone and has no violation, light and dark", async () => {
  for (const step of ["people", "system", "found", "owners", "leaver"]) {
    await page.setViewportSize(BERLIN.viewport);
    await page.goto(`/setup?step=${step}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await bothThemes(page);
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await expectNoSidewaysScroll(page);
    }
    await bothThemes(page);
  }
  await page.setViewportSize(BERLIN.viewport);
});

test("the page of any system takes a list; one that lost most of its rows waits until a second person releases it", async ({
  browser,
}) => {
  await page.goto("/systems");
  await expect(page.getByRole("link", { name: "Set one up from a list" })).toBeVisible();
  await page.locator("[data-system=salesforce]").click();
  const setup = new SetupPage(page);
  await setup.press(setup.button("Supply a list…"));
  await setup.choose("Choose a list", await save("short.csv", usersFile([SAM], 9)));
  await setup.press(setup.button("Read the list"));
  await expect(page.getByText("Say whether the list is whole")).toBeVisible();
  await stateList(setup, 10);
  await expect(page.getByText(/^Held\. The file lost a large share of its rows/)).toBeVisible();
  await setup.confirmAll();
  await setup.press(setup.button("Accept the list"));
  await expect(page.getByText("Held for a second person")).toBeVisible();
  await setup.press(setup.button("Release"));
  await expect(setup.alert).toContainText("second person");
  await bothThemes(page);
  const link = await product.closeout("sign-in-link", "--role", "analyst", "--name", "S. Second");
  const second = await signIn(browser, product.url, link);
  const theirs = await second.newPage();
  await theirs.goto("/systems/salesforce");
  await theirs.getByRole("button", { name: "Release" }).click();
  await expect(theirs.getByText("Released, not accepted")).toBeVisible();
  await second.close();
  await expect(page.getByText("Released, not accepted")).toBeVisible();
  await setup.press(setup.button("Look at it again"));
  await setup.confirmAll();
  await setup.press(setup.button("Accept the list"));
  await expect(page.getByText(/^Accepted\. It shows an account of 1 of/)).toBeVisible();
  await setup.press(setup.button("Make a link for Lena Brandt"));
  await expect(page.locator(".copy-text code")).toContainText("/c/");
});

test("more leavers than are usual wait, in words, until somebody who did not send them releases them", async ({
  browser,
}) => {
  const many = Array.from({ length: 25 }, (_, at) => `mass${at}@example.com,${dayBefore(3)}`);
  await page.goto("/setup?step=people");
  const setup = new SetupPage(page);
  await setup.choose("Choose a file", await save("many.csv", ["Email,End date", ...many].join("\n")));
  await expect(page.getByText("More than 10 leavers an hour from one source are unusual")).toBeVisible();
  await setup.press(setup.button("Take in 25 leavers"));
  await expect(page.getByText("25 of 25 wait for a second person.")).toBeVisible();
  await setup.press(setup.button("Release many.csv"));
  await expect(setup.alert.first()).toContainText("second person");
  const link = await product.closeout("sign-in-link", "--role", "administrator", "--name", "T. Third");
  const second = await signIn(browser, product.url, link);
  const theirs = await second.newPage();
  await theirs.goto("/setup?step=people");
  await theirs.getByRole("button", { name: "Release many.csv" }).click();
  await expect(theirs.getByText("Waiting for a second person")).toBeHidden();
  await expect(theirs.getByText("28 leavers are recorded.")).toBeVisible();
  await theirs.goto("/setup?step=found");
  await expect(theirs.getByText("20 of 28 shown, worst first")).toBeVisible();
  await expect(theirs.getByRole("link", { name: "All leavers", exact: true })).toBeVisible();
  await second.close();
});
