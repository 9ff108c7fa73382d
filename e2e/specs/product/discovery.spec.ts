import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import type { Api } from "../../support/closeout.ts";
import { untilListening } from "../../support/listening.ts";
import { test } from "../../support/product.ts";
import { deleteUsers, startTargets, type Target, type Targets } from "../../support/targets.ts";

const mark = Date.now().toString(36);
const LONG = "Maximiliana-Konstantina von Hohenstein-Wittgensteinhausen-Berg";
const people = [
  { key: "d-1", displayName: "Known Person", email: `known-${mark}@d.example` },
  { key: "d-2", displayName: LONG, email: `a-${"very-long-".repeat(5)}${mark}@d.example` },
  { key: "d-3", displayName: "محمد بن عبد الله الخوارزمي", email: `arabic-${mark}@d.example` },
  { key: "d-4", displayName: "Service", email: `svc-backup-${mark}@d.example` },
  ...Array.from({ length: 116 }, (_, at) => ({
    key: `d-${at + 5}`,
    displayName: `Person ${at}`,
    email: `person-${String(at).padStart(3, "0")}-${mark}@d.example`,
  })),
];

let targets: Targets;
test.beforeAll(async () => {
  const plain = { people, groups: 1, groupsPerPerson: 1 };
  targets = await startTargets([
    { name: `Directory ${mark}`, behaviour: "honest", ...plain },
    { name: `Shrinking ${mark}`, behaviour: "honest", ...plain },
    { name: `Drip ${mark}`, behaviour: "slow", delayMs: 700, ...plain },
  ]);
});
test.afterAll(() => targets.close());

async function connect(api: Api, at: number): Promise<Target & { readonly slug: string }> {
  const target = targets.systems[at];
  if (target === undefined) throw new Error("no target");
  const slug = target.name.toLowerCase().replaceAll(" ", "-");
  const config = { baseUrl: target.baseUrl, pageSize: 10 };
  const { name, token } = target;
  await api.post("/api/v1/systems", { slug, name, tier: 2, connector: "scim", config, secrets: { token } });
  return { ...target, slug };
}

async function looksRight(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1440, height: 900 });
}

const list = (page: Page) => page.getByRole("button", { name: "List all accounts" });
const rows = (page: Page) => page.getByRole("table", { name: /^Accounts/ }).getByRole("row");

test("all accounts are listed, those of nobody first; one is said to be a person's, and the rest stay nobody's", async ({
  page,
  product,
}) => {
  const { api } = product;
  const identities = [
    { personKey: `${mark}-known`, displayName: "Known Person", emails: [people[0]?.email] },
    { personKey: `${mark}-meant`, displayName: "Meant Person", emails: [`meant-${mark}@d.example`] },
  ];
  await api.post("/api/v1/identities", { identities });
  const { slug, name } = await connect(api, 0);
  await page.goto(`/systems/${slug}`);
  await page.getByRole("link", { name: "All accounts" }).click();
  await expect(page.getByText("Never listed.", { exact: false })).toBeVisible();
  await untilListening(page);
  await list(page).click();
  await expect(page.getByText("119 of 120 accounts are nobody’s, 0 of leavers.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Of nobody 119" })).toHaveAttribute("aria-current", "page");
  await expect(rows(page)).toHaveCount(51);
  await expect(page.getByText(LONG)).toBeVisible();
  await looksRight(page);
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page.getByText("further on in the list")).toBeVisible();
  await page.getByLabel("User name begins with").fill(`PERSON-007-${mark}`);
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(rows(page)).toHaveCount(2);
  await untilListening(page);
  await page.getByRole("button", { name: "This is…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Whose is/ });
  const whose = dialog.getByRole("combobox", { name: "Name, e-mail or person key" });
  await whose.fill("nobody@d.example");
  await dialog.getByRole("button", { name: "It is theirs" }).click();
  await expect(dialog.getByText("Nobody known has this e-mail or person key.", { exact: false })).toBeVisible();
  await expectAccessible(page);
  // By keys alone: a name begun, the arrow, Enter; Escape closes the list and leaves the dialog.
  await whose.fill("meant per");
  const option = dialog.getByRole("option", { name: /Meant Person/ });
  await expect(option).toBeVisible();
  // What was said of another text is not said of this one.
  await expect(dialog.getByText("Nobody known has this e-mail or person key.", { exact: false })).toBeHidden();
  await expectAccessible(page);
  await whose.press("Escape");
  await expect(option).toBeHidden();
  await expect(dialog).toBeVisible();
  await whose.fill("meant pers");
  await expect(option).toBeVisible();
  await whose.press("ArrowDown");
  await whose.press("Enter");
  await expect(dialog.getByText(`meant-${mark}@d.example`, { exact: false })).toBeVisible();
  await looksRight(page);
  await whose.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("link", { name: "Of nobody 118" })).toBeVisible();
  const all = page.getByRole("link", { name: /^All 120/ });
  await all.click();
  await expect(all).toHaveAttribute("aria-current", "page");
  await untilListening(page);
  await page.getByLabel("User name begins with").fill("person-007");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(rows(page).nth(1)).toContainText("Meant Person");
  await page.getByRole("link", { name: /^Shared, service, break-glass 1/ }).click();
  await expect(rows(page).nth(1)).toContainText("named like a machine's or a shared one");
  await page.goto("/orphans");
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("118");
  await looksRight(page);
});

test("a list that lost a large share is a question, and nobody is gone before somebody has answered it", async ({
  page,
  product,
}) => {
  const target = await connect(product.api, 1);
  await page.goto(`/systems/${target.slug}/accounts`);
  await untilListening(page);
  await list(page).click();
  await expect(page.getByText(/of 120 accounts are nobody’s/)).toBeVisible();
  await deleteUsers(target, 90);
  await list(page).click();
  await expect(page.getByRole("heading", { name: "Did 90 accounts really go?" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Gone 0" })).toBeVisible();
  await looksRight(page);
  await page.getByRole("button", { name: "They are gone: list again and believe it" }).click();
  await expect(page.getByText("90 are gone since the listing before.")).toBeVisible();
  await page.getByRole("link", { name: "Gone 90" }).click();
  await expect(rows(page).nth(1)).toContainText("Gone");
});

test("a long listing says how far it is, goes on while nobody looks, and can be stopped", async ({ page, product }) => {
  const { slug } = await connect(product.api, 2);
  await page.goto(`/systems/${slug}/accounts`);
  await untilListening(page);
  await list(page).click();
  await expect(page.getByText(/\d+ of 120 accounts, \d+ pages?/)).toBeVisible();
  await expectAccessible(page);
  await page.goto("/orphans");
  await page.goto(`/systems/${slug}/accounts`);
  await untilListening(page);
  await page.getByRole("button", { name: "Stop listing" }).click();
  await expect(page.getByText(/The last listing was stopped after \d+ accounts\./)).toBeVisible();
  await expect(page.getByText("nobody is called gone", { exact: false })).toBeVisible();
});
