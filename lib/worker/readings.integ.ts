import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetReads } from "#db/queries/connections/forget-reads.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import { registry } from "#lib/connectors/registry.ts";
import { OKTA_TOKEN, startOkta } from "#lib/connectors/testing/servers/okta.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { openWith, sealWith } from "#lib/runtime/seal.ts";
import { testCtx } from "#lib/runtime/testing.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { recordIdentities } from "#lib/use-cases/identities/record-identities.ts";
import { listReadings } from "#lib/use-cases/readings/list-readings.ts";
import { switchReading } from "#lib/use-cases/readings/switch-reading.ts";
import { registerSystem } from "#lib/use-cases/systems/register-system.ts";
import { Connections } from "./connections.ts";
import { readNext } from "./readings.ts";

let db: TestDatabase;
let okta: Awaited<ReturnType<typeof startOkta>>;
let web: Ctx;
let worker: Ctx;
let connections: Connections;
let systemId = "";

/** Okta as it is replayed, registered with its token, and a worker that reads it. */
beforeAll(async () => {
  db = await createTestDatabase();
  okta = await startOkta();
  const keys = generateKeyPairSync("x25519");
  const connectors = registry().manifests.flatMap(({ id }) => registry().find(id) ?? []);
  web = { ...testCtx(db.web, { connectors }), seal: sealWith(keys.publicKey) };
  worker = testCtx(db.worker, { connectors, actor: { kind: "job", credential: "worker" } });
  const pem = createPrivateKey(keys.privateKey.export({ format: "pem", type: "pkcs8" }));
  connections = new Connections(worker, openWith(pem), ["127.0.0.0/8"]);
  const input = {
    slug: "okta",
    name: "Okta",
    connector: "okta",
    config: { baseUrl: okta.origin },
    secrets: { token: OKTA_TOKEN },
  };
  const registered = await execute(web, registerSystem, input, { idempotencyKey: null });
  if (!registered.ok) throw new Error(JSON.stringify(registered.reasons));
  systemId = registered.result.id;
  const identities = [{ personKey: "E-0", displayName: "Mia", emails: ["mia.berg@acme.example"] }];
  await execute(web, recordIdentities, { identities }, { idempotencyKey: null });
});
afterAll(async () => {
  await connections.close();
  await okta.close();
  await db.drop();
});

const MIA = { id: "00u1mia", type: "User", alternateId: "Mia.Berg@acme.example" };
const deactivated = (uuid: string) => ({
  uuid,
  eventType: "user.lifecycle.deactivate",
  published: "2026-03-31T18:00:00.000Z",
  outcome: { result: "SUCCESS" },
  actor: { id: "00uadm", type: "User", alternateId: "admin@acme.example" },
  target: [MIA],
});
const switchTo = (reading: "claims" | "use", enabled: boolean) =>
  execute(web, switchReading, { systemId, reading, enabled }, { idempotencyKey: null });
async function readAll(): Promise<number> {
  let taken = 0;
  while ((await readNext(worker, connections)) > 0) taken += 1;
  return taken;
}
const isDue = () => db.superuser.sql`update reading set not_before = now()`;
const claims = async () =>
  (
    await db.superuser
      .sql`select w.external_id as id, t.source from tool_claim t join profile_tool_claim w on w.claim_id = t.id order by 1`
  ).map((row) => Object.values(row));
async function reading(kind: "claims" | "use") {
  const list = await runQuery(web, listReadings, {});
  return list.ok ? list.value.readings.find((one) => one.reading === kind) : undefined;
}

test("nothing is read until somebody says so", async () => {
  okta.state.events.push(deactivated("ev-1"));
  expect(await readAll()).toBe(0);
  expect(await reading("claims")).toMatchObject({ enabled: false, readIso: null, source: "Okta System Log" });
});

test("what the log says comes in as claims through the same door as a file, once, however often it is read", async () => {
  await switchTo("claims", true);
  expect(await readAll()).toBeGreaterThan(0);
  expect(await claims()).toEqual([["ev-1", "Okta System Log"]]);
  expect(await reading("claims")).toMatchObject({ enabled: true, failure: null, readIso: expect.any(String) });
  okta.state.events.push(deactivated("ev-2"));
  await isDue();
  await readAll();
  // The worker before died after it had recorded the rows and before it moved the cursor.
  await db.superuser.sql`update reading set cursor = null, not_before = now()`;
  await readAll();
  expect(await claims()).toEqual([
    ["ev-1", "Okta System Log"],
    ["ev-2", "Okta System Log"],
  ]);
});

test("what is read while the connection is pointed elsewhere is recorded of nothing, and moves no cursor", async () => {
  const before = await claims();
  okta.state.events.push(deactivated("ev-elsewhere"));
  const overtaken = {
    get: async (id: string, version: number) => {
      const opened = await connections.get(id, version);
      const { connection } = opened;
      const readClaims: typeof connection.readClaims = async (...asked) => {
        const read = await connection.readClaims?.(...asked);
        // As change-connection does it.
        await withTx(db.web, ALL_ROWS, "write", (tx) => forgetReads(tx, systemId));
        if (read === undefined) throw new Error("nothing was read");
        return read;
      };
      return { ...opened, connection: { ...connection, manifest: connection.manifest, readClaims } };
    },
  };
  await isDue();
  expect(await readNext(worker, overtaken)).toBe(1);
  expect(await claims()).toEqual(before);
  expect([...(await db.superuser.sql`select cursor from reading where kind = 'claims'`)]).toEqual([{ cursor: null }]);
  okta.state.events.pop();
  await isDue();
  await readAll();
});

test("a read that fails says why, moves no cursor, and is not made again at once", async () => {
  const [before] = await db.superuser.sql`select cursor from reading where kind = 'claims'`;
  okta.state.forbidden = "/logs";
  await isDue();
  expect(await readAll()).toBe(1);
  expect(await reading("claims")).toMatchObject({ failure: expect.stringContaining("okta.logs.read") });
  const [after] = await db.superuser
    .sql`select cursor, not_before > now() + interval '5 minutes' as later from reading where kind = 'claims'`;
  expect(after).toEqual({ cursor: before?.["cursor"], later: true });
  okta.state.forbidden = null;
});

test("a pause that the log asks for is the system's for everybody, and nothing is read meanwhile", async () => {
  okta.state.logPauseSeconds = 120;
  await isDue();
  expect(await readAll()).toBe(1);
  const [budget] = await db.superuser
    .sql`select blocked_until > now() + interval '60 seconds' as paused from target_budget`;
  expect(budget).toEqual({ paused: true });
  okta.state.logPauseSeconds = 0;
  await isDue();
  expect(await readAll()).toBe(0);
  await db.superuser.sql`update target_budget set blocked_until = null`;
  await readAll();
  expect(await reading("claims")).toMatchObject({ failure: null });
});

test("entries that are refused one by one are counted with their reasons, once, and the others are taken", async () => {
  const long = { displayMessage: "x".repeat(600) };
  const nobody = { target: [{ ...MIA, alternateId: `${"m".repeat(400)}@acme.example` }] };
  okta.state.events.push(
    { ...deactivated("bad-1"), ...long },
    { ...deactivated("bad-2"), ...long },
    { ...deactivated("bad-3"), ...nobody },
    deactivated("ev-3"),
  );
  await isDue();
  await readAll();
  const words = ["its title cannot be read", "its mail cannot be read"];
  const known = {
    refused: 3,
    refusals: [
      { rows: 2, words: words[0] },
      { rows: 1, words: words[1] },
    ],
    failure: null,
  };
  expect(await reading("claims")).toMatchObject(known);
  expect((await claims()).map(([id]) => id)).toEqual(["ev-1", "ev-2", "ev-3"]);
  const [kept] = await db.superuser.sql`select refusals from reading where kind = 'claims'`;
  expect(JSON.stringify(kept)).not.toMatch(/acme|bad-1|Mia/);
  // Okta brings late events again, and a link that it forgot begins again.
  okta.state.events.push({ ...deactivated("bad-3"), ...nobody }, { ...deactivated("bad-4"), ...nobody });
  await isDue();
  await readAll();
  expect(await reading("claims")).toMatchObject({ refused: 4 });
  await db.superuser.sql`update reading set cursor = null, not_before = now()`;
  await readAll();
  expect(await reading("claims")).toMatchObject({ refused: 4 });
  okta.state.events.length = 0;
});

test("two workers never take one reading, and one that was overtaken moves nothing", async () => {
  await isDue();
  const taken = await Promise.all([readNext(worker, connections), readNext(worker, connections)]);
  expect(taken.sort()).toEqual([0, 1]);
  const [row] = await db.superuser.sql`select lease_until from reading where kind = 'claims'`;
  expect(row).toEqual({ lease_until: null });
});

test("what is assigned in Okta and listed nowhere becomes a candidate; switched off, nothing is read", async () => {
  await switchTo("claims", false);
  await switchTo("use", true);
  expect(await readAll()).toBe(1);
  // Its parts are read a few seconds apart: what Okta allows in a minute is for leavers first.
  const [later] = await db.superuser.sql`
    select not_before > now() and not_before < now() + interval '5 seconds' as soon from reading where kind = 'use'`;
  expect(later).toEqual({ soon: true });
  for (let taken = 1; taken > 0; taken = await readAll())
    await db.superuser.sql`update reading set not_before = now() where not_before < now() + interval '5 seconds'`;
  const found = await db.superuser.sql`select name from candidate order by name`;
  expect(found.map((row) => row["name"])).toEqual(["0oa1crm", "0oa2hr", "0oa3cad", "Roster mobile"]);
  const seen = okta.seen.length;
  await switchTo("use", false);
  await isDue();
  expect(await readAll()).toBe(0);
  expect(okta.seen.length).toBe(seen);
});
