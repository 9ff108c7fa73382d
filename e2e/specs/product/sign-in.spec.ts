import { expect, test } from "@playwright/test";
import { closeout } from "../../support/closeout.ts";

test("a link signs in by a press, once; opening it, even often, uses nothing up", async ({
  page,
  request,
  browser,
}) => {
  const link =
    process.env["SIGN_IN_LINK"] ?? (await closeout("sign-in-link", "--role", "analyst", "--name", "M. Sato"));
  for (const _scan of [1, 2, 3]) expect((await request.get(link)).status()).toBe(200);
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  // A new install begins with its first run.
  await expect(page.getByRole("heading", { name: /^(Leavers|Find out who left)/, level: 1 })).toBeVisible();

  const second = await browser.newPage();
  await second.goto(link);
  await second.getByRole("button", { name: "Sign in" }).click();
  await expect(second.getByRole("alert").filter({ hasText: "used up" })).toBeVisible();
  await second.goto("/leavers");
  await expect(second).toHaveURL(/\/sign-in/);
  await second.close();
});

test("signing out ends the session, also for a copy of its cookie", async ({ page, browser, baseURL }) => {
  await page.goto(await closeout("sign-in-link", "--role", "analyst", "--name", "L. Brandt"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Leavers", level: 1 })).toBeVisible();
  const copy = await browser.newContext({ storageState: await page.context().storageState(), baseURL: baseURL ?? "" });
  await page.getByRole("button", { name: /^Sign out/ }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  const stolen = await copy.newPage();
  await stolen.goto("/leavers");
  await expect(stolen).toHaveURL(/\/sign-in/);
  await copy.close();
});

for (const path of ["/", "/leavers", "/leavers/new", "/leavers/LV-1", "/verdicts"]) {
  test(`${path} shows nothing to somebody who is not signed in`, async ({ page }) => {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
  });
}
