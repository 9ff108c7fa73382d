import { expect } from "@playwright/test";
import { OKTA_TOKEN, startOkta } from "#lib/connectors/testing/servers/okta.ts";
import { expectAccessible, expectNoSidewaysScroll } from "../../support/accessibility.ts";
import { untilListening } from "../../support/listening.ts";
import { test } from "../../support/product.ts";

test("entries of a log that are not taken are counted beside the reading, with their reasons", async ({
  page,
  product,
}) => {
  const mark = Date.now().toString(36);
  const okta = await startOkta();
  const event = (uuid: string, over: object) => ({
    ...{ uuid: `${uuid}-${mark}`, eventType: "user.lifecycle.deactivate", published: "2026-03-31T18:00:00.000Z" },
    ...{ outcome: { result: "SUCCESS" }, actor: { id: "00uadm", type: "User", alternateId: "admin@acme.example" } },
    ...{ target: [{ id: "00u1mia", type: "User", alternateId: "Mia.Berg@acme.example" }], ...over },
  });
  const long = { displayMessage: "x".repeat(600) };
  const nobody = { target: [{ id: "00u2", type: "User", alternateId: `${"m".repeat(400)}@acme.example` }] };
  okta.state.events.push(event("a", {}), event("b", long), event("c", long), event("d", nobody));
  const name = `Log ${mark}`;
  const secrets = { token: OKTA_TOKEN };
  const system = { slug: `log-${mark}`, name, connector: "okta", config: { baseUrl: okta.origin }, secrets };
  await product.api.post("/api/v1/systems", system);
  await page.goto("/contradictions");
  await untilListening(page);
  const row = page.locator(".readings li").filter({ hasText: name });
  await row.getByRole("switch").click();
  await expect(row).toContainText(
    "3 entries were not taken: its title cannot be read (2), its mail cannot be read (1)",
    { timeout: 60_000 },
  );
  await expect(row).toContainText("1 row in all");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  }
  // Nothing more is read of a server that ends with this test.
  await row.getByRole("switch").click();
  await expect(row.getByRole("switch")).toHaveAttribute("aria-checked", "false");
  await okta.close();
});
