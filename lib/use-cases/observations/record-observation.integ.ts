import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { runQuery } from "../_kit/query.ts";
import { readItem } from "../leaver/read-item.ts";
import { attested } from "../testing/examples-by-hand.ts";
import { findCommands } from "../testing/find-commands.ts";
import { World } from "../testing/world.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

const look = (itemId: string, over: object = {}, actor?: Actor) =>
  execute(world.ctx(actor), world.find("observation.record"), attested(itemId, over), { idempotencyKey: null });
const refusal = (code: string) => ({ ok: false, reasons: [{ code }] });

test("another person's eyes lift Self-checked to Verified, and are recorded as what they are", async () => {
  const { itemId } = await world.selfChecked();
  expect(await look(itemId)).toMatchObject({ ok: true, result: { verdict: "verified_removed" } });
  const [row] = await db.superuser.sql`
    select o.origin, o.independence, o.completeness, f.kind from observation o join case_item i on i.access_id = o.access_id
    join artefact f on f.fact_id = o.id where i.id = ${itemId} and o.origin = 'person'`;
  expect(row).toEqual({ origin: "person", independence: "other_person", completeness: "lookup", kind: "reference" });
});

test("the drawer says who may check next, and offers it to them alone", async () => {
  const { itemId, caseId, claimer } = await world.selfChecked();
  const read = async (actor?: Actor) => {
    const found = await runQuery(world.ctx(actor), readItem, { leaver: caseId, item: itemId });
    if (!found.ok) throw new Error(found.reasons[0].code);
    return found.value;
  };
  const other = await read();
  expect(other.verdict).toBe("self_checked");
  expect(other.nextCheck).toMatch(/anybody but Person n-\d+ and the leaver may look next/);
  expect(other.look).toEqual({ may: true, why: null });
  expect((await read(claimer)).look).toMatchObject({ may: false, why: expect.stringContaining("another person") });
  expect((await read(userActor("auditor"))).look).toEqual({ may: false, why: null });
});

test("who acted lifts nothing, not with a token either; nor does the leaver", async () => {
  const { itemId, claimer, identityId } = await world.selfChecked();
  expect(await look(itemId, {}, claimer)).toMatchObject(refusal("separation_of_duties"));
  const human = "identityId" in claimer ? claimer.identityId : null;
  const token: Actor = { kind: "apiKey", tokenId: "t", userId: "u", identityId: human, role: "administrator" };
  expect(await look(itemId, {}, token)).toMatchObject(refusal("separation_of_duties"));
  expect(await look(itemId, {}, userActor("analyst", identityId))).toMatchObject(refusal("own_case"));
});

test("a person's word alone makes nothing Verified: it is refused where nothing was seen from too close", async () => {
  const { itemId, stepId } = await world.item();
  await world.run("step.claim", { stepId }, userActor("analyst", await world.person()));
  expect(await look(itemId)).toMatchObject(refusal("transition_refused"));
  const byHand = await world.byHand();
  expect(await look(byHand.itemId)).toMatchObject(refusal("attestation_refused"));
});

test("that it is still there is taken from anybody who did not act, and contradicts the report", async () => {
  const { itemId, stepId } = await world.item();
  await world.run("step.claim", { stepId }, userActor("analyst", await world.person()));
  expect(await look(itemId, { saw: "active" })).toMatchObject({ ok: true, result: { verdict: "still_present" } });
});

test("who looked approves no exception of the item afterwards", async () => {
  const { itemId, stepId } = await world.item();
  await world.run("step.claim", { stepId }, userActor("analyst", await world.person()));
  const looked = userActor("administrator", await world.person());
  await look(itemId, { saw: "active" }, looked);
  const requester = userActor("analyst", await world.person());
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const asked = await world.run("exception.request", { itemId, reason: "Payroll", until }, requester);
  const approve = (actor: Actor) =>
    execute(
      world.ctx(actor),
      world.find("exception.approve"),
      { requestId: asked["requestId"] },
      { idempotencyKey: null },
    );
  expect(await approve(looked)).toMatchObject(refusal("separation_of_duties"));
});
