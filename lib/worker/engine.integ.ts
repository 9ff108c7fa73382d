import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { registry } from "#lib/connectors/registry.ts";
import { openWith, sealWith } from "#lib/runtime/seal.ts";
import { testCtx } from "#lib/runtime/testing.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { recordIdentities } from "#lib/use-cases/identities/record-identities.ts";
import { recordInChunks } from "#lib/use-cases/intake/record-in-chunks.ts";
import { startScimServer } from "#scripts/demo/scim-server.ts";
import { Connections } from "./connections.ts";
import { Engine } from "./engine.ts";

const PEOPLE = [
  { key: "p-1", displayName: "Person One", email: "one@example.com" },
  { key: "p-2", displayName: "Person Two", email: "two@example.com" },
  { key: "p-3", displayName: "Person Three", email: "three@example.com" },
];
const GROUPS = [
  { name: "Staff", members: ["p-1", "p-2"] },
  { name: "Admins", members: ["p-1"] },
];

let db: TestDatabase;
let server: Awaited<ReturnType<typeof startScimServer>>;
let engine: Engine;
const keys = generateKeyPairSync("x25519");
const seal = sealWith(keys.publicKey);

beforeAll(async () => {
  db = await createTestDatabase();
  server = await startScimServer(
    [
      { name: "Honest", behaviour: "honest", people: PEOPLE, groups: GROUPS },
      { name: "Liar", behaviour: "lying", people: PEOPLE, groups: GROUPS },
    ],
    0,
  );
  for (const system of server.systems) await addSystem(system);
  const ctx = {
    ...testCtx(db.worker, { logger: { log: (...line) => console.error(...line) } }),
    connectors: { find: (id: string) => registry().find(id) ?? undefined, ids: () => ["scim"] },
    actor: { kind: "job", credential: "worker" } as const,
  };
  engine = new Engine(
    ctx,
    new Connections(ctx, openWith(createPrivateKey(keys.privateKey.export({ format: "pem", type: "pkcs8" }))), [
      "127.0.0.0/8",
    ]),
    { workerId: ctx.newId(), version: "test" },
  );
});
afterAll(async () => {
  await engine.stop(2000);
  await server.close();
  await db.drop();
});

async function addSystem(system: { name: string; slug: string; token: string }) {
  const { sql } = db.superuser;
  const id = testCtx(db.superuser).newId();
  const baseUrl = server.baseUrl(system as never);
  await sql`insert into system (id, slug, name, tier, connector, config, acting, created_at)
    values (${id}, ${system.slug}, ${system.name}, 1, 'scim', ${JSON.stringify({ baseUrl })}::text::jsonb, true, now())`;
  await sql`insert into target_budget (system_id, in_flight_max) values (${id}, 8)`;
  await sql`insert into system_secret (system_id, name, sealed, created_at) values (${id}, 'token', ${seal(id, "token", system.token)}, now())`;
  for (const layer of ["account", "group"]) {
    await sql`insert into system_layer values (${id}, ${layer}, 'yes', null, null, 'connector', 'connector', 0, 86400000000)`;
  }
  for (const layer of ["session", "credential", "entitlement", "delegation", "machine_identity", "custody"]) {
    await sql`insert into system_layer values (${id}, ${layer}, 'no', null, 'owner', 'none', 'none', 0, 86400000000)`;
  }
}

async function verdicts(name: string, personKey = "p-1") {
  return await db.superuser.sql<{ layer: string; key: string; reason: string }[]>`
    select v.key, v.reason, i.layer from item_verdict v join case_item i on i.id = v.item_id join system y on y.id = i.system_id
    join leaver_case c on c.id = i.case_id join profile_identity p on p.identity_id = c.identity_id
    where y.name = ${name} and p.person_key = ${personKey} order by i.layer, v.key`;
}

describe("one leaver, from the event to the verdict", () => {
  it("is verified in the system that does what it says and still present in the one that lies", async () => {
    const ctx = testCtx(db.web);
    const identities = PEOPLE.map(({ key, displayName, email }) => ({ personKey: key, displayName, emails: [email] }));
    const people = await execute(ctx, recordIdentities, { identities }, { idempotencyKey: null });
    expect(people.ok).toBe(true);
    const events = [
      { source: "hr", eventId: "e-1", personKey: "p-1", effectiveAt: "2026-11-01T18:00", zone: "Europe/Berlin" },
    ];
    const recorded = await recordInChunks(ctx, events, null);
    if (!recorded.ok) throw new Error(JSON.stringify(recorded.reasons));
    expect(recorded.value.results).toMatchObject([{ status: "accepted" }]);
    await engine.start();
    await expect
      .poll(async () => (await verdicts("Honest")).map((row) => row.key), { timeout: 20_000 })
      .toEqual(["verified_disabled", "verified_removed", "verified_removed"]);
    await expect
      .poll(async () => (await verdicts("Liar")).map((row) => row.key), { timeout: 20_000 })
      .toEqual(["still_present", "still_present", "still_present"]);
  });

  it("finds a layer that was read and is empty Never found, not Cannot check: somebody in no group can be closed", async () => {
    const event = {
      source: "hr",
      eventId: "e-3",
      personKey: "p-3",
      effectiveAt: "2026-11-01T18:00",
      zone: "Europe/Berlin",
    };
    const recorded = await recordInChunks(testCtx(db.web), [event], null);
    if (!recorded.ok) throw new Error(JSON.stringify(recorded.reasons));
    await expect
      .poll(async () => (await verdicts("Honest", "p-3")).map((row) => `${row.layer}: ${row.key}`), { timeout: 20_000 })
      .toEqual(["account: verified_disabled", "group: never_found"]);
  });
});
