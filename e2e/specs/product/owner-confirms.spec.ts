import { expect } from "@playwright/test";
import { ConfirmPage } from "../../pages/confirm-page.ts";
import { LeaverPage } from "../../pages/leaver-page.ts";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import {
  accountItem,
  addSomebody,
  type ByHand,
  leaveYesterday,
  registerByHand,
  signedInAs,
} from "../../support/by-hand.ts";
import { closeout } from "../../support/closeout.ts";
import { test } from "../../support/product.ts";

test.describe.configure({ mode: "serial" });
test.use({ storageState: { cookies: [], origins: [] }, viewport: { width: 360, height: 740 } });

let system: ByHand;
let link = "";
const leavers: string[] = [];
const names: string[] = [];

test.beforeAll(async ({ product }) => {
  const { api } = product;
  const owner = await addSomebody(api, "Owner");
  system = await registerByHand(api, "Travel portal", 2, owner.key);
  for (const called of ["Ada", "Ben", "Cleo"]) {
    const { key, name } = await addSomebody(api, called);
    const leaver = await leaveYesterday(api, key);
    await accountItem(api, leaver, system.name);
    leavers.push(leaver);
    names.push(name);
  }
  link = await closeout("confirm-link", "--system", system.slug, "--person", owner.key);
});

const verdictOf = async (api: Parameters<typeof accountItem>[0], at: number) =>
  (await accountItem(api, leavers[at] ?? "", system.name)).verdict;

test("a link opened twice by a scanner uses nothing up and changes nothing", async ({ product, page }) => {
  for (const method of ["GET", "HEAD", "GET"]) {
    const answer = await fetch(link, { method, headers: { "user-agent": "mail scanner" } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toContain("no-store");
  }
  expect(await verdictOf(product.api, 0)).toBe("not_started");
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/: \d+ people have left\. Is their access gone\?$/);
  await expect(page.locator(":checked")).toHaveCount(0);
  await expect(page.getByRole("navigation")).toHaveCount(0);
});

test("a form of another site is refused, and so is a link that is not whole", async () => {
  const body = new URLSearchParams({ answer: "removed", caseId: crypto.randomUUID(), place: "0" });
  for (const origin of ["https://evil.example", "null"]) {
    const answer = await fetch(`${link}/answer`, { method: "POST", body, headers: { origin } });
    expect(answer.status).toBe(403);
  }
  expect((await fetch(link.slice(0, -1))).status).toBe(404);
  expect((await fetch(`${link}/answer`)).status).toBe(405);
});

test.describe("without any script", () => {
  test.use({ javaScriptEnabled: false });

  test("I removed it acts once, and the receipt is there whenever it is opened again", async ({ page, product }) => {
    const confirm = new ConfirmPage(page);
    const name = names[0] ?? "";
    await page.goto(link);
    const form = confirm.card(name).locator("form").first();
    const fields = await form
      .locator("input[type=hidden]")
      .evaluateAll((inputs) =>
        inputs.map((input) => [input.getAttribute("name") ?? "", input.getAttribute("value") ?? ""]),
      );
    await confirm.answer(name, "I removed it").click();
    await expect(confirm.receipt(name)).toContainText("I removed it");
    await expect(confirm.receipt(name)).toContainText(/UTC\+05:30/);
    await expect(confirm.receipt(name)).toContainText(/sha-256 of what was recorded [0-9a-f]{64}/);
    expect(page.url()).toBe(link);
    expect(await verdictOf(product.api, 0)).toBe("reported_removed");
    // The same form once more, as a browser that goes back would send it.
    const again = await fetch(`${link}/answer`, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { origin: new URL(link).origin },
      redirect: "manual",
    });
    expect(again.status).toBe(303);
    await page.goto(link);
    await expect(confirm.receipt(name).getByRole("listitem")).toHaveCount(1);
    await expect(page.getByText("tell you only if").or(page.getByText("another person does"))).toBeVisible();
  });

  test("Not mine leaves no owner; Needs an exception asks somebody else", async ({ page, product }) => {
    const confirm = new ConfirmPage(page);
    const [, second = "", third = ""] = names;
    await page.goto(link);
    await confirm.card(second).getByText("Needs an exception").click();
    await confirm.card(second).getByLabel("Why it has to stay").fill("Payroll runs once more.");
    const inTwoWeeks = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
    await confirm.card(second).getByLabel("Until the end of").fill(inTwoWeeks);
    await confirm.card(second).getByRole("button", { name: "Ask for the exception" }).click();
    await expect(confirm.receipt(second)).toContainText("Recorded as a request");
    expect(await verdictOf(product.api, 1)).toBe("not_started");
    await confirm.card(third).getByText("Not mine", { exact: true }).click();
    await confirm
      .card(third)
      .getByLabel(/Whose is it/)
      .fill((await addSomebody(product.api, "Heir")).key);
    await confirm.card(third).getByRole("button", { name: "Say it is not mine" }).click();
    await expect(confirm.receipt(third)).toContainText("It has no owner now");
  });

  test("an answer beyond policy is refused with a sentence beside its leaver, and the answer before stands", async ({
    page,
  }) => {
    const confirm = new ConfirmPage(page);
    const name = names[0] ?? "";
    await page.goto(link);
    await confirm.card(name).getByText("Change your answer").click();
    await confirm.card(name).getByText("Removed earlier? Change the time").click();
    const time = confirm.card(name).getByLabel("Removed at");
    await time.evaluate((input: HTMLInputElement) => input.removeAttribute("max")).catch(() => undefined);
    await time.fill("2001-02-03T04:05");
    await confirm.card(name).getByRole("button", { name: "I removed it then" }).click();
    await expect(confirm.receipt(name)).toContainText("Removed, as you say, Sat 3 Feb 2001, 04:05");
    await page.goto(`${link}?refused=exception_too_long&about=nobody`);
    await expect(page.getByRole("alert")).toContainText("Choose an earlier end");
  });
});

test("what is nobody's is red, with whom the owner named as the suggestion", async ({ browser, product }) => {
  const page = await signedInAs(browser, "D. Fourth");
  const leaver = new LeaverPage(page);
  await leaver.open(leavers[2] ?? "");
  await leaver.cell(system.name, "Account").click();
  await expect(leaver.drawer.locator(".no-owner")).toHaveText("No owner");
  await leaver.drawer.getByRole("button", { name: "Assign owner…" }).click();
  const named = (await product.api.get(`/api/v1/leavers/${leavers[2]}`)) as { steps: { suggestedOwner: unknown }[] };
  expect(JSON.stringify(named.steps)).toContain("named by who was asked");
  await expect(leaver.drawer).toContainText("named by who was asked");
  await page.context().close();
});

test("fits every width and has no violation, light and dark", async ({ page }) => {
  await page.goto(link);
  await page.getByText("Change your answer").first().click();
  for (const width of [320, 360, 390, 1440]) {
    await page.setViewportSize({ width, height: 740 });
    await expectNoSidewaysScroll(page);
  }
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 740 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
  }
});
