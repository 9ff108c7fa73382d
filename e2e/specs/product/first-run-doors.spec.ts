import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { SetupPage } from "../../pages/setup-page.ts";
import { expectNoSidewaysScroll } from "../../support/accessibility.ts";
import { BERLIN, bothThemes, ELENA, save, signIn, usersFile } from "../../support/first-run-files.ts";
import { type FreshProduct, startDemoBeside, startFresh } from "../../support/fresh-product.ts";

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

test("a new install begins with two doors, which keys alone reach and open", async () => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/setup$/);
  const setup = new SetupPage(page);
  await expect(setup.title).toHaveText("Find out who left and can still get in");
  await expect(page.getByText("New install · nothing connected")).toBeVisible();
  const port = Number(new URL(product.url).port);
  await expect(page.getByText(`PORT=${port + 1} npm start -- --demo`)).toBeVisible();
  // Both doors are as wide and as high.
  const [own, demo] = await Promise.all(
    ["Use my data", "Look at the demo company"].map((name) => page.getByRole("region", { name }).boundingBox()),
  );
  expect([demo?.width, demo?.height]).toEqual([own?.width, own?.height]);
  const chooser = page.waitForEvent("filechooser");
  await page.locator("body").press("Tab");
  for (let tabs = 0; tabs < 12; tabs += 1) {
    if (await setup.button("Choose a file").evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await expect(setup.button("Choose a file")).toBeFocused();
  await page.keyboard.press("Enter");
  await chooser;
  for (const sample of ["sample-leavers.csv", "sample-users.csv"]) {
    const answer = await page.request.get(`/${sample}`);
    expect([answer.status(), (await answer.text()).split("\n").length > 3]).toEqual([200, true]);
  }
  await bothThemes(page);
  for (const width of [1440, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
  }
  await page.setViewportSize(BERLIN.viewport);
});

test("the empty list of leavers leads there; nobody but an administrator is let in", async ({ browser }) => {
  await page.goto("/leavers");
  await page.getByRole("link", { name: "Find out who left and can still get in" }).click();
  await expect(page).toHaveURL(/\/setup$/);
  const link = await product.closeout("sign-in-link", "--role", "analyst", "--name", "L. Brandt");
  const other = await signIn(browser, product.url, link);
  const theirs = await other.newPage();
  await theirs.goto("/");
  await expect(theirs).toHaveURL(/\/leavers/);
  expect((await theirs.goto("/setup"))?.status()).toBe(404);
  await other.close();
});

for (const [what, text, sentence] of [
  ["an empty file", "", /The file is empty\. Nothing was opened/],
  ["a file of users", usersFile([ELENA]), /no column for the end date.*"Status".*Nothing was opened/],
  ["nobody who leaves", "Email,End date\na@example.com,\n", /nobody in it leaves/],
  ["mixed dates", "Email,End date\na@example.com,2025-10-08\nb@example.com,09.10.2025\n", /in several ways, such as/],
  ["a PDF", "%PDF-1.7\n1 0 obj", /The file is a PDF/],
] as const) {
  test(`${what} is refused in words before anything is taken`, async () => {
    await page.goto("/setup?step=people");
    const setup = new SetupPage(page);
    await setup.choose("Choose a file", await save(`bad-${what.replaceAll(" ", "-")}.csv`, text));
    await expect(setup.alert).toHaveText(sentence);
    await expect(setup.button(/^Take in/)).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Go on: one system" })).toHaveCount(0);
  });
}

test("of two key columns a press names the one that counts; so it does for day and month", async () => {
  await page.goto("/setup?step=people");
  const setup = new SetupPage(page);
  const two = "Employee ID,Worker ID,Name,End date\n1,W-1,Ada,03/04/2025\n";
  await setup.choose("Choose a file", await save("two-keys.csv", two));
  await expect(setup.alert).toHaveText(/"Employee ID" and "Worker ID" could both be the key/);
  await setup.press(setup.button("Worker ID"));
  await expect(setup.alert).toHaveText(/day and month could stand in either order/);
  await bothThemes(page);
  await setup.press(setup.button("Day first"));
  await expect(page.getByRole("row", { name: /Ada/ })).toContainText("W-1");
  await expect(page.getByText("3 Apr 2025 → Fri 4 Apr 2025, 00:00 CEST (UTC+02:00)")).toBeVisible();
  // The zone of a date alone is answered for at once.
  await page.getByLabel(/^A date alone means/).fill("Asia/Kolkata");
  await page.getByLabel(/^A date alone means/).press("Enter");
  await expect(page.getByText("3 Apr 2025 → Fri 4 Apr 2025, 00:00 IST (UTC+05:30)")).toBeVisible();
});

test("the command behind the second door opens the demo company beside this one, with data and keys of its own", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const demo = await startDemoBeside(product);
  try {
    const visitor = await signIn(browser, demo.url, demo.link);
    const theirs = await visitor.newPage();
    await theirs.goto("/setup");
    await expect(theirs.getByText("Demo", { exact: true }).first()).toBeVisible();
    await theirs.goto("/leavers?tab=all");
    await expect(theirs.locator("tbody tr").first()).toBeVisible();
    await visitor.close();
    // This one still has nobody in it.
    await page.goto("/");
    await expect(new SetupPage(page).title).toHaveText("Find out who left and can still get in");
  } finally {
    await demo.stop();
  }
});
