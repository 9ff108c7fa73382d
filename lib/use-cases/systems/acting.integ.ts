import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadFacts } from "#db/queries/verdicts/load-facts.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { DryRunView } from "#lib/core/views/dry-run.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { runQuery } from "../_kit/query.ts";
import { findCommands } from "../testing/find-commands.ts";
import { plantLeaver, plantSteps, plantSystem } from "../testing/planted.ts";
import { World } from "../testing/world.ts";
import { dryRun } from "./dry-run.ts";
import { listSystems } from "./list-systems.ts";
import { readSystem } from "./read-system.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.superuser.sql`update step set state = 'ended', ended_at = now() where state <> 'ended'`;
  await db.superuser.sql`update leaver_case set state = 'closed_verified'`;
});

async function run(systemId: string): Promise<DryRunView> {
  const answer = await runQuery(world.ctx(), dryRun, { systemId });
  if (!answer.ok) throw new Error(JSON.stringify(answer.reasons));
  return answer.value;
}

/** Everything a dry run could have changed. */
const everything = async () =>
  (
    await db.superuser.sql`
    select (select count(*)::int from entry) as entries, (select count(*)::int from step) as steps, (select count(*)::int from claim) as claims,
      (select count(*)::int from observation) as looks, (select count(*)::int from change) as changes`
  )[0];

const looksDue = async (caseId: string) =>
  (
    await db.superuser.sql`
    select 1 from step where case_id = ${caseId} and kind = 'observe' and state = 'ready' and not_before <= now()`
  ).length;

describe("a dry run", () => {
  test("names each access, the call in words, and what not and why; it changes nothing", async () => {
    const systemId = await plantSystem(world, { name: "Dry" });
    const { caseId } = await plantLeaver(world);
    await plantSteps(world, { caseId, systemId, count: 2, verdict: "still_present" });
    await plantSteps(world, { caseId, systemId, count: 1, layer: "group" });
    await plantSteps(world, { caseId, systemId, count: 1, layer: "custody" });
    await plantSteps(world, { caseId, systemId, count: 1, layer: "group", verdict: "verified_removed" });
    const before = await everything();
    const view = await run(systemId);
    expect(await everything()).toEqual(before);
    expect([view.calls, view.withoutCall, view.leavers, view.leaversKnown, view.rowsTotal]).toEqual([3, 2, 1, 1, 5]);
    expect(view.does).toBe("disable accounts and remove group memberships");
    const calls = ["Disable the account", "Disable the account", "Remove the group membership"];
    expect(
      view.rows
        .slice(0, 3)
        .map((row) => row.call)
        .sort(),
    ).toEqual(calls);
    expect(view.rows.slice(3).map((row) => row.call)).toEqual([null, null]);
    expect(
      view.rows
        .slice(3)
        .map((row) => row.because)
        .sort(),
    ).toEqual(["Nothing is left to do", "The connector cannot act on this layer: its owner does it by hand"]);
  });

  test("marks who was never read to the end, and when a leaver's end lies ahead", async () => {
    const systemId = await plantSystem(world);
    const [read, unread] = [await plantLeaver(world), await plantLeaver(world)];
    await plantSteps(world, { caseId: read.caseId, systemId, count: 1 });
    await plantSteps(world, { caseId: unread.caseId, systemId, count: 1 });
    await db.superuser.sql`update case_item set inventoried_at = null where case_id = ${unread.caseId}`;
    await db.superuser.sql`update leaver_case set effective_at = now() + interval '1 day' where id = ${read.caseId}`;
    const view = await run(systemId);
    const [row] = await db.superuser.sql`select number from leaver_case where id = ${unread.caseId}`;
    expect(view.unread).toEqual([{ leaverId: `LV-${row?.["number"]}` }]);
    expect(view.rows.filter((one) => one.notBeforeIso !== null)).toHaveLength(1);
  });

  test("an account that several people use is not called for", async () => {
    const systemId = await plantSystem(world);
    const { caseId, identityId } = await plantLeaver(world);
    await plantSteps(world, { caseId, systemId, count: 1 });
    const link = (identity: string) => db.superuser.sql`
      insert into account_link (account_id, identity_id, relation, reason, linked_at)
      select account_id, ${identity}, 'personal', 'mail', now() from case_item where case_id = ${caseId}`;
    await link(identityId);
    expect((await run(systemId)).calls).toBe(1);
    await link(world.ownerId);
    const [row] = (await run(systemId)).rows;
    expect(row).toMatchObject({ call: null, because: "Several people use the account: a person decides" });
  });

  test("is closed to nobody who may read the system, and shows an owner none that is another's", async () => {
    const systemId = await plantSystem(world);
    const stranger = await runQuery(world.ctx(userActor("owner", await world.person())), dryRun, { systemId });
    expect(stranger).toMatchObject({ ok: false, reasons: [{ code: "not_found" }] });
  });
});

describe("switching acting on", () => {
  test("looks now at exactly what the dry run calls for, and before nobody's effective end", async () => {
    const systemId = await plantSystem(world);
    const [here, ahead] = [await plantLeaver(world), await plantLeaver(world)];
    await plantSteps(world, { caseId: here.caseId, systemId, count: 2, verdict: "still_present", looks: true });
    await plantSteps(world, { caseId: here.caseId, systemId, count: 1, layer: "group" });
    await plantSteps(world, { caseId: here.caseId, systemId, count: 3, verdict: "verified_disabled" });
    await plantSteps(world, { caseId: ahead.caseId, systemId, count: 4, looks: true });
    await db.superuser.sql`update leaver_case set effective_at = now() + interval '1 day' where id = ${ahead.caseId}`;
    expect(await looksDue(here.caseId)).toBe(0);
    const on = await world.run("system.set_acting", { systemId, acting: true });
    expect(on).toMatchObject({ acting: true, looks: 3, caseIds: [here.caseId] });
    expect(await looksDue(here.caseId)).toBe(3);
    expect(await looksDue(ahead.caseId)).toBe(0);
    expect(await world.run("system.set_acting", { systemId, acting: false })).toMatchObject({ looks: 0, caseIds: [] });
  });

  test("a look that finds it usable is followed by an act on one person's own account alone", async () => {
    const systemId = await plantSystem(world, { acting: true });
    const { caseId, identityId } = await plantLeaver(world);
    await plantSteps(world, { caseId, systemId, count: 1 });
    const mayAct = async () => {
      const items = await db.superuser.sql`select id from case_item where case_id = ${caseId}`;
      const facts = await withTx(db.worker, ALL_ROWS, "read", (tx) => loadFacts(tx, [items[0]?.["id"]]));
      return facts.items.map((item) => item.mayAct);
    };
    const link = (identity: string) => db.superuser.sql`
      insert into account_link (account_id, identity_id, relation, reason, linked_at)
      select account_id, ${identity}, 'personal', 'mail', now() from case_item where case_id = ${caseId}`;
    await link(identityId);
    expect(await mayAct()).toEqual([true]);
    await link(world.ownerId);
    expect(await mayAct()).toEqual([false]);
    await db.superuser.sql`delete from account_link where identity_id = ${world.ownerId}`;
    await db.superuser.sql`update account set kind = 'service' where system_id = ${systemId}`;
    expect(await mayAct()).toEqual([false]);
  });
});

describe("the systems", () => {
  test("those nobody answers for come first, whether nobody is named or who is named has left", async () => {
    const [owned, gone, none] = [await plantSystem(world), await plantSystem(world), await plantSystem(world)];
    const { sql } = db.superuser;
    await sql`update system set owner_identity_id = ${world.ownerId}, tier = 0 where id <> ${none}`;
    await sql`update system set owner_identity_id = ${world.leftId} where id = ${gone}`;
    const answer = await runQuery(world.ctx(), listSystems, {});
    if (!answer.ok) throw new Error("not read");
    const { rows, withoutOwner } = answer.value;
    expect(withoutOwner).toBe(2);
    expect(new Set(rows.slice(0, 2).map((row) => row.id))).toEqual(new Set([gone, none]));
    expect(rows.find((row) => row.id === gone)?.ownerGone).toBe(true);
    expect(rows.findIndex((row) => row.id === owned)).toBeGreaterThan(1);
  });

  test("one is read by its slug with its open steps; a deputy is set, taken away, and never the owner", async () => {
    const systemId = await plantSystem(world, { slug: "by-slug" });
    const { caseId } = await plantLeaver(world);
    await plantSteps(world, { caseId, systemId, count: 3 });
    await db.superuser.sql`update system set owner_identity_id = ${world.ownerId} where id = ${systemId}`;
    const read = async () => {
      const answer = await runQuery(world.ctx(), readSystem, { slug: "by-slug" });
      if (!answer.ok) throw new Error("not read");
      return answer.value;
    };
    const deputy = await world.person();
    await world.run("system.set_deputy", { systemId, deputyId: deputy });
    expect((await read()).system).toMatchObject({ openSteps: 3, openWithoutOwner: 3, deputy: { id: deputy } });
    await world.run("system.set_deputy", { systemId, deputyId: null });
    expect((await read()).system.deputy).toBeNull();
    await expect(world.run("system.set_deputy", { systemId, deputyId: world.ownerId })).rejects.toThrow(
      "input_invalid",
    );
  });
});
