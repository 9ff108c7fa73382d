import { afterAll, beforeAll, expect, it } from "vitest";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import { people, peopled, recordPeople, reportLeavers } from "#lib/worker/testing/leavers.ts";
import { openStage, type Stage } from "#lib/worker/testing/stage.ts";
import { countVerdicts } from "#lib/worker/testing/truth.ts";
import { untilEqual } from "#lib/worker/testing/until.ts";
import { rebuildVerdicts } from "./rebuild.ts";

const seeds = people(4);
let stage: Stage;

beforeAll(async () => {
  stage = await openStage([
    { name: "Honest", ...peopled(seeds) },
    { name: "Liar", behaviour: "lying", ...peopled(seeds) },
    { name: "Lagging", behaviour: "lagging", lagMs: 300, freshness: 500_000, ...peopled(seeds) },
  ]);
  await recordPeople(stage, seeds);
  await reportLeavers(
    stage,
    seeds.map(({ key }) => key),
  );
  const engine = await stage.startEngine();
  await untilEqual(() => countVerdicts(stage), { still_present: 10, verified_disabled: 8, verified_removed: 12 });
  // The liar's retries would go on deriving beside the test.
  await engine.stop(2_000);
});
afterAll(() => stage[Symbol.asyncDispose]());

function projection() {
  return stage.db.superuser.sql`select * from item_verdict order by item_id`;
}

it("a projection that nobody touched does not differ from its facts", async () => {
  const before = [...(await projection())];
  expect(await rebuildVerdicts(stage.web)).toEqual({ ok: true, value: { rows: 30, different: 0 } });
  expect([...(await projection())]).toEqual(before);
});

it("a projection that was corrupted, emptied in part, or turned green is put right, and the ledger says how much", async () => {
  const before = [...(await projection())];
  const { sql } = stage.db.superuser;
  const greened =
    await sql`update item_verdict set key = 'verified_removed', valid_until = null where key = 'still_present' returning 1`;
  const moved =
    await sql`update item_verdict set first_seen_gone_at = now() where key = 'verified_disabled' returning 1`;
  const gone = await sql`delete from item_verdict where item_id in (
    select item_id from item_verdict where key = 'verified_removed' and first_seen_gone_at is not null limit 3) returning 1`;
  const different = greened.length + moved.length + gone.length;
  expect(await rebuildVerdicts(stage.web)).toEqual({ ok: true, value: { rows: 30, different } });
  expect([...(await projection())]).toEqual(before);
  const [entry] = await sql<{ data: unknown }[]>`
    select convert_from(body, 'UTF8')::json -> 'entries' -> 0 -> 'data' as data from entry
    where convert_from(body, 'UTF8') like '%"kind":"projection.rebuilt"%' order by id desc limit 1`;
  expect(entry?.data).toEqual({ different, projection: "item_verdict", rows: 30 });
});

it("only an administrator rebuilds", async () => {
  const ctx = testCtx(stage.db.web, { actor: userActor("auditor") });
  expect(await rebuildVerdicts(ctx)).toMatchObject({ ok: false, reasons: [{ code: "not_permitted" }] });
});
