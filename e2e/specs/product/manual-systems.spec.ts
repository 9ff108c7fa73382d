import { expect } from "@playwright/test";
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
import { test } from "../../support/product.ts";

test.describe.configure({ mode: "serial" });

const LOOKED = { timeout: 60_000 };
const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

let id = "";
let low: ByHand;
let high: ByHand;

test("a system nobody can look at reads Not started until somebody reports, then Reported removed", async ({
  page,
  product,
}) => {
  low = await registerByHand(product.api, "Bank portal", 2);
  high = await registerByHand(product.api, "Root vault", 0);
  id = await leaveYesterday(product.api, (await addSomebody(product.api, "Jon")).key);
  await accountItem(product.api, id, low.name);
  await accountItem(product.api, id, high.name);
  const leaver = new LeaverPage(page);
  await leaver.open(id);
  const cell = leaver.cell(low.name, "Account");
  await expect(cell).toHaveAttribute("data-verdict", "not_started", LOOKED);
  await cell.click();
  await expect(leaver.drawer.getByRole("button", { name: "Attest…" })).toHaveCount(0);
  await leaver.drawer.getByRole("button", { name: "Report removed" }).click();
  await expect(cell).toHaveAttribute("data-verdict", "reported_removed", LOOKED);
  await expect(leaver.drawer).toContainText("Ask another person");
  await expect(leaver.drawer.getByRole("button", { name: "Attest…" })).toHaveCount(0);
});

test("a second signed-in person attests with an artefact, and the headline counts it apart", async ({ browser }) => {
  const page = await signedInAs(browser, "B. Second");
  const leaver = new LeaverPage(page);
  await leaver.open(id);
  await leaver.cell(low.name, "Account").click();
  await leaver.drawer.getByRole("button", { name: "Attest…" }).click();
  const form = page.getByRole("dialog", { name: /^Attest: / });
  await expect(form.getByRole("radio", { checked: true })).toHaveCount(0);
  await expect(form).toContainText(/UTC[+−]\d\d:\d\d/);
  await expectAccessible(page);
  await form.getByRole("radio", { name: "Gone" }).check();
  await form.getByLabel("What you looked at").fill("The list of users has no such name.");
  await form.getByRole("button", { name: "Attest" }).click();
  await expect(form.getByRole("alert")).toContainText("artefact");
  await form
    .getByLabel("Screenshot or document")
    .setInputFiles({ name: "users.png", mimeType: "image/png", buffer: PNG });
  await form.getByRole("button", { name: "Attest" }).click();
  await expect(form).toBeHidden();
  await expect(leaver.cell(low.name, "Account")).toHaveAttribute("data-verdict", "attested", LOOKED);
  await expect(leaver.headline).toHaveText(/^Verified \d+, Attested 1, Excepted 0, Open [1-9]\d* of \d+$/);
  await expect(leaver.drawer).toContainText("B. Second saw it gone: The list of users has no such name.");
  await expect(leaver.drawer).toContainText(/users\.png, png.*sha-256 [0-9a-f]{64}/);
  await expectAccessible(page);
  const link = leaver.drawer.getByRole("link", { name: "Download" });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^LV-\d+-attested-[0-9a-f-]{36}\.png$/);
  const given = await page.request.get((await link.getAttribute("href")) ?? "");
  expect(Buffer.compare(await given.body(), PNG)).toBe(0);
  expect(given.headers()).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": expect.stringMatching(/^attachment; /),
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringContaining("sandbox"),
  });
  for (const width of [1440, 390, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
  }
  await page.context().close();
});

test("tier 0 refuses a person's word and says what it needs", async ({ page, product }) => {
  const item = await accountItem(product.api, id, high.name);
  const leaver = new LeaverPage(page);
  await leaver.open(id);
  await leaver.cell(high.name, "Account").click();
  await leaver.drawer.getByRole("button", { name: "Report removed" }).click();
  await expect(leaver.drawer).toContainText("This needs a snapshot of the system, or an exception.", LOOKED);
  const attest = product.api.post(`/api/v1/leavers/${id}/items/${item.id}/attest`, {
    saw: "absent",
    seenAt: new Date().toISOString(),
    statement: "Gone.",
    reference: "https://tickets.example.com/1",
  });
  await expect(attest).rejects.toThrow(/409 .*attestation_refused/);
  await expect(leaver.cell(high.name, "Account")).toHaveAttribute("data-verdict", "cannot_check", LOOKED);
});
