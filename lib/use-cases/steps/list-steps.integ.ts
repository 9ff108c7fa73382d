import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { StepListView } from "#lib/core/views/step-list.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { runQuery } from "../_kit/query.ts";
import { findCommands } from "../testing/find-commands.ts";
import { plantLeaver, plantSteps, plantSystem } from "../testing/planted.ts";
import { World } from "../testing/world.ts";
import { countOpenSteps } from "./count-steps.ts";
import { listSteps } from "./list-steps.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());
beforeEach(() => db.superuser.sql`update step set state = 'ended', ended_at = now() where state <> 'ended'`);

async function list(input: object = {}, actor?: Actor): Promise<StepListView> {
  const answer = await runQuery(world.ctx(actor), listSteps, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.reasons));
  return answer.value;
}
const countsOf = (view: StepListView) => Object.fromEntries(view.tabs.map((tab) => [tab.key, tab.count]));

describe("the list of open steps", () => {
  test("counts every view, and each view shows what it counts", async () => {
    const { caseId } = await plantLeaver(world);
    const { systemId, ownerId } = world;
    await plantSteps(world, { caseId, systemId, count: 3 });
    await plantSteps(world, { caseId, systemId, count: 2, ownerId, dueInHours: -5 });
    await plantSteps(world, { caseId, systemId, count: 1, ownerId, verdict: "reported_removed" });
    await plantSteps(world, { caseId, systemId, count: 1, ownerId, verdict: "cannot_check" });
    await plantSteps(world, { caseId, systemId, count: 1, ownerId, verdict: "came_back" });
    const me = userActor("administrator", ownerId);
    const all = await list({ tab: "all_open" }, me);
    const counts = { no_owner: 3, mine: 5, overdue: 2, reported: 1, cannot_check: 1, came_back: 1, all_open: 8 };
    expect(countsOf(all)).toEqual(counts);
    expect(all.sortedBy).toBe("deadline, worst first");
    for (const tab of all.tabs) {
      const view = await list({ tab: tab.key }, me);
      expect(view.rows.length, tab.key).toBe(tab.count);
      expect([view.matching.count, view.total.count], tab.key).toEqual([tab.count, 8]);
    }
    // Somebody without an identity owns nothing.
    expect(countsOf(await list({ tab: "mine" })).mine).toBe(0);
  });

  test("leaves out what passes, what a case that is over left behind, and the look beside a step of the same item", async () => {
    const { systemId } = world;
    const [open, over] = [await plantLeaver(world), await plantLeaver(world)];
    await plantSteps(world, { caseId: open.caseId, systemId, count: 2, looks: true });
    await plantSteps(world, { caseId: open.caseId, systemId, count: 1, verdict: "verified_disabled" });
    await plantSteps(world, { caseId: over.caseId, systemId, count: 1 });
    await db.superuser.sql`update leaver_case set state = 'closed_verified' where id = ${over.caseId}`;
    expect((await list({ tab: "all_open" })).rows.map((row) => row.title)).toEqual([
      "Disable account",
      "Disable account",
    ]);
    // Once the person's step has ended, what is left is the look.
    await db.superuser.sql`update step set state = 'ended' where case_id = ${open.caseId} and kind = 'person'`;
    const titles = (await list({ tab: "all_open" })).rows.map((row) => row.title);
    expect(titles).toHaveLength(2);
    expect(titles[0]).toMatch(/^Look again: /);
  });

  test("a verdict past its time reads Cannot check, also one that passed", async () => {
    const { caseId } = await plantLeaver(world);
    await plantSteps(world, { caseId, systemId: world.systemId, count: 1, verdict: "verified_disabled" });
    await db.superuser.sql`update item_verdict set valid_until = now() - interval '1 hour' where case_id = ${caseId}`;
    const view = await list({ tab: "cannot_check" });
    expect(view.rows.map((row) => row.verdict)).toEqual(["cannot_check"]);
    expect(countsOf(view).cannot_check).toBe(1);
  });

  test("counts each view up to 1,000 and says beyond that that there are more", async () => {
    const { caseId } = await plantLeaver(world);
    await plantSteps(world, { caseId, systemId: world.systemId, count: 1_000, looks: true });
    const all = async () => (await list({ tab: "all_open", q: "owner:none" })).matching;
    expect((await list({ tab: "all_open" })).total).toEqual({ count: 1_000, capped: false });
    expect(await all()).toEqual({ count: 1_000, capped: false });
    await plantSteps(world, { caseId, systemId: world.systemId, count: 1_001, layer: "group", verdict: "came_back" });
    const view = await list({ tab: "came_back" });
    const many = { count: 1_000, capped: true };
    expect([view.total, view.matching, await all()]).toEqual([many, many, many]);
    expect(countsOf(view)).toMatchObject({
      all_open: 1_000,
      no_owner: 1_000,
      came_back: 1_000,
      reported: 0,
      overdue: 0,
    });
    const menu = await runQuery(world.ctx(), countOpenSteps, {});
    expect(menu.ok && menu.value).toEqual(many);
  });

  test("counts what is to be put back of a case that was cancelled, in every view it stands in", async () => {
    const { caseId } = await plantLeaver(world);
    await plantSteps(world, { caseId, systemId: world.systemId, count: 1, verdict: "came_back" });
    await db.superuser.sql`update step set kind = 'restore' where case_id = ${caseId} and state = 'waiting'`;
    await db.superuser.sql`update leaver_case set state = 'cancelled' where id = ${caseId}`;
    const view = await list({ tab: "came_back" });
    expect([view.rows.length, view.matching.count, view.total.count]).toEqual([1, 1, 1]);
  });

  test("filters by every key, joins keys by and, and says what it did not understand", async () => {
    const { caseId } = await plantLeaver(world);
    const crm = await plantSystem(world, { slug: "filter-crm", tier: 0 });
    await plantSteps(world, { caseId, systemId: world.systemId, count: 2, layer: "group", dueInHours: 40 });
    await plantSteps(world, { caseId, systemId: crm, count: 3, verdict: "still_present", dueInHours: 2 });
    const matching = async (q: string) => (await list({ tab: "all_open", q })).matching.count;
    expect(await matching("system:filter-crm")).toBe(3);
    expect(await matching("layer:group")).toBe(2);
    expect(await matching("tier:0")).toBe(3);
    expect(await matching("status:still_present")).toBe(3);
    expect(await matching("due:<24h")).toBe(3);
    expect(await matching("due:<3d")).toBe(5);
    expect(await matching("layer:group tier:0")).toBe(0);
    expect(await matching("layer:group layer:account")).toBe(5);
    expect(await matching("owner:me")).toBe(0);
    expect(await matching("owner:none")).toBe(5);
    const odd = await list({ tab: "all_open", q: "nonsense tier:0" });
    expect([odd.unknown, odd.tokens, odd.matching.count]).toEqual([["nonsense"], [{ key: "tier", value: "0" }], 3]);
    // The view's own condition stays beside what is typed.
    expect((await list({ tab: "came_back", q: "status:still_present" })).matching.count).toBe(0);
  });

  test("pages by deadline without a gap or a repeat while steps ahead of the reader end and others come in", async () => {
    const { caseId } = await plantLeaver(world);
    const { systemId } = world;
    const expected = await plantSteps(world, { caseId, systemId, count: 7 });
    const undated = await plantSteps(world, { caseId, systemId, count: 2, layer: "session" });
    await db.superuser.sql`update step set due_at = null where id = any(${undated}::uuid[])`;
    const first = await list({ tab: "all_open", limit: 3 });
    await db.superuser.sql`update step set state = 'ended' where id = any(${first.rows.map((row) => row.id)}::uuid[])`;
    await plantSteps(world, { caseId, systemId, count: 1, dueInHours: -9 });
    const seen = first.rows.map((row) => row.id);
    for (let cursor = first.nextCursor; cursor !== null; ) {
      const page = await list({ tab: "all_open", limit: 3, cursor });
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor;
    }
    expect(seen.slice(0, 7)).toEqual(expected);
    expect(seen.slice(7).sort()).toEqual(undated.sort());
    expect(await runQuery(world.ctx(), listSteps, { cursor: "made-elsewhere" })).toMatchObject({
      ok: false,
      reasons: [{ code: "input_invalid", path: "cursor" }],
    });
  });

  test("shows an owner the steps of their own systems alone, in the list and in every count", async () => {
    const { caseId } = await plantLeaver(world);
    const owner = await world.person();
    const own = await plantSystem(world);
    await db.superuser.sql`update system set owner_identity_id = ${owner} where id = ${own}`;
    await plantSteps(world, { caseId, systemId: own, count: 2 });
    await plantSteps(world, { caseId, systemId: world.systemId, count: 5 });
    const view = await list({ tab: "all_open" }, userActor("owner", owner));
    expect([view.rows.length, view.total.count, view.mayAssign]).toEqual([2, 2, false]);
    expect(countsOf(view).no_owner).toBe(2);
    expect((await list({ tab: "all_open" }, userActor("owner"))).total.count).toBe(0);
    expect((await list({ tab: "all_open" }, userActor("auditor"))).total.count).toBe(7);
  });

  test("proposes an owner with the reason, never the leaver and never somebody who left", async () => {
    const { caseId, identityId } = await plantLeaver(world);
    const systemId = await plantSystem(world);
    const deputy = await world.person();
    await plantSteps(world, { caseId, systemId, count: 1 });
    const proposed = async () => (await list()).rows[0]?.suggestedOwner;
    expect(await proposed()).toBeNull();
    await db.superuser
      .sql`update system set owner_identity_id = ${identityId}, deputy_identity_id = ${deputy} where id = ${systemId}`;
    expect(await proposed()).toMatchObject({ owner: { id: deputy }, reason: "deputy of the system" });
    await db.superuser.sql`update engagement set ended_at = now() - interval '1 day' where identity_id = ${deputy}`;
    expect(await proposed()).toBeNull();
  });
});
