import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { runQuery } from "../_kit/query.ts";
import { findCommands } from "../testing/find-commands.ts";
import { World } from "../testing/world.ts";
import { readLeaver } from "./read-leaver.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

async function view(caseId: string) {
  const read = await runQuery(world.ctx(), readLeaver, { leaver: caseId });
  if (!read.ok) throw new Error(JSON.stringify(read.reasons));
  return read.value;
}

/** A leaver whose only item is seen gone, and whose act has ended. */
async function gone() {
  const { caseId, itemId, actStepId } = await world.item();
  await db.superuser.sql`update step set state = 'ended' where id = ${actStepId}`;
  await db.superuser.sql`delete from step where case_id = ${caseId} and kind = 'inventory'`;
  await db.superuser.sql`update leaver_case set state = 'open', effective_at = now() - interval '1 day',
    inventoried_at = now() where id = ${caseId}`;
  await db.superuser
    .sql`insert into item_verdict (item_id, case_id, system_id, key, reason, first_seen_gone_at, false_closure)
    values (${itemId}, ${caseId}, ${world.systemId}, 'verified_disabled', 'seen_gone', now(), false)
    on conflict (item_id) do update set key = excluded.key, valid_until = null`;
  return { caseId, itemId, actStepId };
}

const reached = (seen: Awaited<ReturnType<typeof view>>) =>
  seen.milestones.filter(({ state }) => state === "reached").map(({ key }) => key);

test("a case that nothing holds says so by an empty list, and its milestones are reached", async () => {
  const seen = await view((await gone()).caseId);
  expect(seen).toMatchObject({ holds: [], blockers: [], headline: { open: 0, verified: 1 } });
  expect(reached(seen)).toEqual(["effective_end", "contained", "access_ended"]);
});

test("a case whose inventory is not complete is held, and has reached nothing", async () => {
  const { caseId, itemId } = await gone();
  await db.superuser.sql`update leaver_case set inventoried_at = null where id = ${caseId}`;
  expect((await view(caseId)).holds).toEqual(["The inventory is not complete."]);
  await db.superuser.sql`update leaver_case set inventoried_at = now() where id = ${caseId}`;
  await db.superuser.sql`update case_item set inventoried_at = null where id = ${itemId}`;
  const seen = await view(caseId);
  expect(seen.holds).toEqual(["The inventory is not complete: CRM."]);
  expect(reached(seen)).toEqual(["effective_end"]);
});

test("a listing that waits for a person holds the case under the system's name", async () => {
  const { caseId } = await gone();
  await db.superuser.sql`insert into system_listing values (${world.systemId}, 100, now(), false)`;
  expect((await view(caseId)).holds).toEqual(["A listing is held for a person: CRM."]);
  await db.superuser.sql`delete from system_listing`;
});

test("before the effective end, without an item, and with an act ahead the case is held", async () => {
  const early = await gone();
  await db.superuser.sql`update leaver_case set effective_at = now() + interval '1 day' where id = ${early.caseId}`;
  expect((await view(early.caseId)).holds).toEqual(["The effective end has not come yet."]);
  const acting = await gone();
  await db.superuser.sql`update step set state = 'ready' where id = ${acting.actStepId}`;
  expect((await view(acting.caseId)).holds).toEqual(["A call to a system is in flight or about to be made."]);
  const bare = await gone();
  await db.superuser.sql`delete from item_verdict where case_id = ${bare.caseId}`;
  await db.superuser.sql`delete from step where case_id = ${bare.caseId}`;
  await db.superuser.sql`delete from case_item where case_id = ${bare.caseId}`;
  expect((await view(bare.caseId)).holds).toEqual(["Nothing was looked at."]);
});

test("nothing holds a case that was cancelled or has closed", async () => {
  const { caseId } = await gone();
  await db.superuser.sql`update leaver_case set inventoried_at = null, state = 'cancelled' where id = ${caseId}`;
  expect((await view(caseId)).holds).toEqual([]);
});
