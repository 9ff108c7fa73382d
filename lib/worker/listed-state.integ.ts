import { expect, it } from "vitest";
import { OKTA_TOKEN, startOkta } from "#lib/connectors/testing/servers/okta.ts";
import { startVendor } from "#lib/connectors/testing/servers/vendor.ts";
import { asksTheGate, connected, leaves, readsAgain, shows, switchActingOn } from "./testing/real/product.ts";

it("a reading of everything brings nothing back that ends by itself: what a list says of it is kept as a look says it", async () => {
  const okta = await startOkta();
  okta.state.now = new Date().toISOString();
  const system = { name: "Okta", connector: "okta", config: { baseUrl: okta.origin }, secrets: { token: OKTA_TOKEN } };
  await using stage = await connected(system);
  await switchActingOn(stage);
  const caseId = await leaves(stage, "mia.berg@acme.example");
  const ended = ({ layers }: { readonly layers: Awaited<ReturnType<typeof shows>>["layers"] }) =>
    layers.account?.[0] === "latent" && layers.session?.[0] === "expires_by";
  await shows(stage, "ended", caseId, ended);
  await readsAgain(stage, caseId);
  const { sql } = stage.db.superuser;
  const ever = await sql`
    select distinct h.key from verdict_change h join case_item i on i.id = h.item_id where i.layer = 'session'`;
  expect(ever.map((row) => row["key"])).toContain("expires_by");
  expect(ever.map((row) => row["key"])).not.toContain("still_present");
  const looks = await sql`
    select distinct presence, facts ? 'expiresAt' as dated from observation where layer = 'session' and access_id is not null`;
  expect([...looks]).toEqual([{ presence: "unknown", dated: true }]);
  await shows(stage, "still ended", caseId, ended);
  await okta.close();
});

it("what a target shows that lists nobody whole is taken up by the first reading, which no further one would make whole", async () => {
  const token = { key: "5f4dcc3b5aa765d61d8327deb882cf99", created: "2026-01-01T00:00:00Z" };
  const registry = await startVendor(
    {
      "GET /-/whoami": () => ({ status: 200, json: { username: "ci" } }),
      "GET /-/npm/v1/tokens": () => ({ status: 200, json: { objects: [token], urls: {} } }),
    },
    () => ({ status: 404, json: {} }),
  );
  const config = { baseUrl: registry.origin, account: "ci" };
  await using stage = await connected({
    name: "Registry",
    connector: "npm-registry",
    config,
    secrets: { token: "of-the-account" },
  });
  const caseId = await leaves(stage, "ci");
  await shows(stage, "found", caseId, ({ layers }) => layers.credential?.[0] === "still_present");
  const shown = await asksTheGate(stage, caseId);
  expect(shown).toMatchObject({ status: "open", holds: [expect.stringContaining("The inventory is not complete")] });
  const reads = await stage.db.superuser.sql`select state, attempts from step where kind = 'inventory'`;
  expect([...reads]).toEqual([{ state: "ended", attempts: 1 }]);
  await registry.close();
});
