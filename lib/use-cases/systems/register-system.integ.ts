import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { execute } from "../_kit/execute.ts";
import { findCommands } from "../testing/find-commands.ts";
import { event, next, system, World } from "../testing/world.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

async function leaver(state: string): Promise<{ readonly key: string; readonly caseId: string }> {
  const key = next();
  const identityId = await world.person(key);
  await world.run("lifecycle_event.record", { events: [event(key)] });
  const [row] = await db.superuser.sql`
    update leaver_case set state = ${state}, inventoried_at = now() where identity_id = ${identityId} returning id`;
  return { key, caseId: row?.["id"] };
}

test("the same key with another secret is another request; no digest of the receipt holds the secret itself", async () => {
  const command = world.find("system.register");
  const named = system();
  const ctx = world.ctx();
  const send = (token: string) =>
    execute(ctx, command, { ...named, secrets: { token } }, { idempotencyKey: "one key" });
  expect(await send("one")).toMatchObject({ ok: true, replayed: false });
  expect(await send("one")).toMatchObject({ ok: true, replayed: true });
  expect(await send("two")).toMatchObject({ ok: false, reasons: [{ code: "idempotency_conflict" }] });
});

test("a system registered later, even one without a connector, is asked of every leaver under way and of no closed one", async () => {
  const states = ["scheduled", "open", "reopened", "closed_verified", "cancelled"];
  const leavers = await Promise.all(states.map(leaver));
  const [owner, deputy] = [leavers[1], next()];
  await world.person(deputy);
  await db.superuser.sql`update engagement set ended_at = null`;
  const id = (
    await world.run("system.register", { slug: next(), name: "Vault", ownerKey: owner?.key, deputyKey: deputy })
  )["id"];
  const steps = await db.superuser.sql`
    select s.case_id as "caseId", s.kind, s.state, s.epoch, s.owner_reason as owner, c.inventoried_at as "inventoriedAt"
    from step s join leaver_case c on c.id = s.case_id where s.system_id = ${id ?? ""}`;
  const asked = (at: number, ownerReason: string) => ({
    caseId: leavers[at]?.caseId,
    kind: "inventory",
    state: "ready",
    epoch: 1,
    owner: ownerReason,
    inventoriedAt: null,
  });
  // The owner's own leaving is nothing for the owner.
  const expected = [asked(0, "system_owner"), asked(1, "deputy"), asked(2, "system_owner")];
  expect(steps.length).toBe(3);
  expect([...steps]).toEqual(expect.arrayContaining(expected));
  const [budget] = await db.superuser.sql`select in_flight_max from target_budget where system_id = ${id ?? ""}`;
  expect(budget?.["in_flight_max"]).toBe(8);
});
