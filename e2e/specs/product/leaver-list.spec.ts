import { expect } from "@playwright/test";
import { untilListening } from "../../support/listening.ts";
import { test } from "../../support/product.ts";

test("the list names its order, counts its tabs and is walked by keys", async ({ page, product }) => {
  const events = product.company.people.slice(5, 8).map((personKey) => ({
    source: "Browser tests",
    eventId: crypto.randomUUID(),
    personKey,
    effectiveAt: "2099-03-31T18:00",
    zone: "Europe/Berlin",
  }));
  await product.api.post("/api/v1/lifecycle-events", { events });
  await page.goto("/leavers?tab=scheduled");
  await expect(page.getByText("Sorted by worst verdict, then exposure")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "31 Mar 2099, 18:00" }).first()).toContainText("+02:00");
  await expect(page.locator("[data-leaver]").first()).toBeVisible();
  await untilListening(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = page.locator("[data-leaver]").nth(1);
  await expect(second).toBeFocused();
  const name = await second.textContent();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name ?? "");
  await expect(page.getByText("Not due").first()).toBeVisible();
});

test("no page logs an error, a mismatch of server and browser, or a blocked script", async ({ page }) => {
  const said: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(String(error)));
  for (const path of ["/leavers?tab=all", "/leavers/new", "/verdicts"]) {
    await page.goto(path, { waitUntil: "networkidle" }).catch(() => undefined);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  expect(said).toEqual([]);
});
