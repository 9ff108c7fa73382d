import { afterAll, beforeAll, expect, it } from "vitest";
import { people, peopled, recordPeople, reportLeavers } from "#lib/worker/testing/leavers.ts";
import { openStage, type Stage } from "#lib/worker/testing/stage.ts";
import { until } from "#lib/worker/testing/until.ts";
import { execute } from "../_kit/execute.ts";
import { verifyItem } from "./verify-item.ts";

const seeds = people(1);
let stage: Stage;
beforeAll(async () => {
  stage = await openStage([{ name: "Target", ...peopled(seeds), acting: false }]);
  await recordPeople(stage, seeds);
  await reportLeavers(stage, ["p-1"]);
  const engine = await stage.startEngine();
  await until("looks wait", looks, (rows) => rows.length > 0 && rows.every(({ state }) => state === "ready"), 20_000);
  await engine.stop(2_000);
});
afterAll(() => stage[Symbol.asyncDispose]());

async function looks() {
  return await stage.db.superuser.sql<{ id: string; itemId: string; state: string; attempts: number; due: boolean }[]>`
    select id, item_id as "itemId", state, attempts, not_before <= clock_timestamp() as due from step
    where kind = 'observe' and state in ('ready', 'leased') order by id`;
}

it("a look under way when somebody asks for one is begun again: it may show what was before", async () => {
  const { sql } = stage.db.superuser;
  const [look] = await looks();
  if (look === undefined) throw new Error("no look waits");
  await sql`update step set state = 'leased', leased_by = gen_random_uuid(), lease_until = now() + interval '1 hour',
    fence = fence + 1, attempts = attempts + 1 where id = ${look.id}`;
  for (let turn = 0; turn < 3; turn += 1) {
    const asked = await execute(stage.web, verifyItem, { itemId: look.itemId }, { idempotencyKey: null });
    expect(asked).toMatchObject({ ok: true, result: { steps: 1 } });
    // However often it is asked for, it is the same look, and no attempt of it is used up.
    expect((await looks()).find(({ id }) => id === look.id)).toEqual({ ...look, due: true });
  }
});
