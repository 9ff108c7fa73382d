import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { runQuery } from "../_kit/query.ts";
import { findCommands } from "../testing/find-commands.ts";
import { World } from "../testing/world.ts";
import { listLeavers } from "./list-leavers.ts";

const NO_KEY = { idempotencyKey: null };
let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

test("nobody chooses who works on their own case", async () => {
  const { stepId, identityId } = await world.item();
  const input = { steps: [{ id: stepId }], ownerId: world.ownerId };
  const own = world.ctx(userActor("analyst", identityId));
  expect(await execute(own, world.find("step.assign"), input, NO_KEY)).toMatchObject({
    ok: false,
    reasons: [{ code: "own_case" }],
  });
  const another = world.ctx(userActor("analyst"));
  expect(await execute(another, world.find("step.assign"), input, NO_KEY)).toMatchObject({ ok: true });
});

test("an item is looked at again as its own leaver's, not as another's", async () => {
  const [one, other] = [await world.item(), await world.item()];
  await db.superuser.sql`update step set state = 'ended' where id = ${one.actStepId}`;
  const verify = (leaverId: string) =>
    execute(world.ctx(), world.find("item.verify"), { itemId: one.itemId, leaverId }, NO_KEY);
  expect(await verify(other.caseId)).toMatchObject({ ok: false, reasons: [{ code: "not_found" }] });
  expect(await verify(one.caseId)).toMatchObject({ ok: true });
});

test.each([
  [1, 1, 1e15],
  [1e12, 1, 1],
  [1, -9e15, 1],
  [1, 1e300, 1],
])("a cursor that no page made is refused: %j, %j, %j", async (...values) => {
  const cursor = Buffer.from(JSON.stringify(values)).toString("base64url");
  expect(await runQuery(world.ctx(), listLeavers, { tab: "all", cursor })).toMatchObject({
    ok: false,
    reasons: [{ code: "input_invalid", path: "cursor" }],
  });
});

test("the largest cursor that columns can hold reads a page", async () => {
  const cursor = Buffer.from(JSON.stringify([2147483647, Number.MAX_SAFE_INTEGER, 2147483647])).toString("base64url");
  expect(await runQuery(world.ctx(), listLeavers, { tab: "all", cursor })).toMatchObject({ ok: true });
});
