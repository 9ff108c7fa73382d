import { expect, type Page } from "@playwright/test";
import { LeaverPage } from "../../pages/leaver-page.ts";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import { accountItem, addSomebody, leaveYesterday, registerByHand, signedInAs } from "../../support/by-hand.ts";
import { test } from "../../support/product.ts";

const LOOKED = { timeout: 60_000 };
const PDF = Buffer.from("%PDF-1.4\nseen\n");
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A form of the drawer holds at every width and is clean to axe in light and dark. */
async function expectSound(page: Page): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
  }
}

test("an item is kept on purpose by order of a named authority, until the end of a day in the event's zone", async ({
  page,
  product,
}) => {
  const system = await registerByHand(product.api, "Archive", 2);
  const id = await leaveYesterday(product.api, (await addSomebody(product.api, "Hana")).key);
  await accountItem(product.api, id, system.name);
  const leaver = new LeaverPage(page);
  await leaver.open(id);
  await leaver.cell(system.name, "Account").click();
  await leaver.drawer.getByRole("button", { name: "Hold…" }).click();
  const form = page.getByRole("dialog", { name: /^Keep on purpose: / });
  await expect(form).toContainText("In Asia/Kolkata (UTC+05:30). It ends by itself.");
  await expectSound(page);
  await form.getByLabel("By whose authority").fill("Legal, matter 2026-17");
  await form.getByLabel("Until the end of").fill(inDays(-3));
  await form.getByRole("button", { name: "Order the hold" }).click();
  await expect(form.getByRole("alert")).toBeVisible();
  await form.getByLabel("Until the end of").fill(inDays(90));
  await form.getByRole("button", { name: "Order the hold" }).click();
  await expect(form).toBeHidden();
  await expect(leaver.cell(system.name, "Account")).toHaveAttribute("data-verdict", "retained_until", LOOKED);
  await expect(leaver.drawer).toContainText("Legal, matter 2026-17");
  await expectAccessible(page);
});

/** Sends a list of users as whoever is signed in on the page, and accepts it as them. */
async function supply(page: Page, systemId: string, csv: string): Promise<void> {
  const stated = {
    kind: "users",
    extractor: "An administrator",
    query: "All users",
    extractedAt: new Date().toISOString(),
    zone: "UTC",
    complete: "true",
    statedRows: String(csv.trim().split("\n").length - 1),
  };
  const status = await page.evaluate(
    async ({ path, query, body }) => {
      const send = (to: string, type: string, text: string) => {
        const headers = { "content-type": type, "idempotency-key": crypto.randomUUID() };
        return fetch(to, { method: "POST", headers, body: text });
      };
      const taken = await (await send(`${path}?${query}`, "text/csv", body)).json();
      const codes = taken.findings.map((one: { code: string }) => one.code);
      return (await send(`${path}/${taken.snapshotId}/accept`, "application/json", JSON.stringify({ confirm: codes })))
        .status;
    },
    { path: `/api/v1/systems/${systemId}/snapshots`, query: new URLSearchParams(stated).toString(), body: csv },
  );
  expect(status).toBeLessThan(300);
}

test("what its reporter alone has seen gone waits for another person, who says in the panel what they saw", async ({
  page,
  browser,
  product,
}) => {
  const slug = `listed-${crypto.randomUUID().slice(0, 8)}`;
  const none = ["session", "credential", "group", "entitlement", "delegation", "machine_identity", "custody"];
  const layers = {
    account: { exists: "yes", observe: "snapshot" },
    ...Object.fromEntries(none.map((layer) => [layer, { exists: "no" }])),
  };
  const registered = await product.api.post("/api/v1/systems", { slug, name: slug, tier: 1, layers });
  const systemId = (registered as { id: string }).id;
  const key = `listed-${crypto.randomUUID().slice(0, 8)}`;
  const mail = `${key}@example.com`;
  await product.api.post("/api/v1/identities", {
    identities: [{ personKey: key, displayName: key, emails: [mail] }],
  });
  const id = await leaveYesterday(product.api, key);
  const list = (status: string) => `User ID;E-Mail;Status\n${key};${mail};${status}\nu-2;stays@example.com;active\n`;
  await page.goto("/leavers");
  await supply(page, systemId, list("active"));

  const reporter = await signedInAs(browser, "R. Reporter");
  const theirs = new LeaverPage(reporter);
  await theirs.open(id);
  await expect(theirs.cell(slug, "Account")).toHaveAttribute("data-verdict", /^(?:not_started|still_present)$/, LOOKED);
  await theirs.cell(slug, "Account").click();
  await theirs.drawer.getByRole("button", { name: "Report removed" }).click();
  await expect(theirs.cell(slug, "Account")).toHaveAttribute("data-verdict", "reported_removed", LOOKED);
  await supply(reporter, systemId, list("disabled"));
  await expect(theirs.cell(slug, "Account")).toHaveAttribute("data-verdict", "self_checked", LOOKED);
  await expect(theirs.drawer).toContainText("It waits for another person");
  await expect(theirs.drawer.getByRole("button", { name: "I looked…" })).toHaveCount(0);
  await reporter.context().close();

  const leaver = new LeaverPage(page);
  await leaver.open(id);
  await leaver.cell(slug, "Account").click();
  await leaver.drawer.getByRole("button", { name: "I looked…" }).click();
  const form = page.getByRole("dialog", { name: /^Say what I saw: / });
  await expect(form.getByRole("radio", { checked: true })).toHaveCount(0);
  await expect(form).toContainText(/UTC[+−]\d\d:\d\d/);
  await expectSound(page);
  await form.getByRole("radio", { name: "Disabled" }).check();
  await form.getByLabel("What you looked at").fill("The user's page says deactivated.");
  await form
    .getByLabel("Screenshot or document")
    .setInputFiles({ name: "seen.pdf", mimeType: "application/pdf", buffer: PDF });
  await form.getByRole("button", { name: "Say what I saw" }).click();
  await expect(form).toBeHidden();
  await expect(leaver.cell(slug, "Account")).toHaveAttribute("data-verdict", "verified_disabled", LOOKED);
  await expectAccessible(page);
});
