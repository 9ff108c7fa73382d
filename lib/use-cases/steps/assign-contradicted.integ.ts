import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { AssignmentPreviewView } from "#lib/core/views/assignment.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { runQuery } from "../_kit/query.ts";
import { findCommands } from "../testing/find-commands.ts";
import { plantContradicted, plantLeaver, plantSteps, plantSystem } from "../testing/planted.ts";
import { World } from "../testing/world.ts";
import { assignContradicted } from "./assign-contradicted.ts";
import { listSteps } from "./list-steps.ts";
import { previewContradicted } from "./preview-contradicted.ts";
import { takeBackAssignment } from "./take-back-assignment.ts";

const SUGGESTED = { kind: "suggested" };

let db: TestDatabase;
let world: World;
let boss = "";
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
  boss = await world.person();
});
afterAll(() => db.drop());
beforeEach(() => db.superuser.sql`delete from claim_standing`);

async function preview(input: object = {}, actor?: Actor): Promise<AssignmentPreviewView> {
  const answer = await runQuery(world.ctx(actor), previewContradicted, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.reasons));
  return answer.value;
}
const assign = (input: object, actor?: Actor) =>
  execute(world.ctx(actor), assignContradicted, { to: SUGGESTED, ...input }, { idempotencyKey: null });

/** Items of one leaver in a system of its own, all claimed removed by `tool` and seen since. */
async function contradicted({
  count = 1,
  owner = boss as string | null,
  ownerId = null as string | null,
  tool = "Okta",
} = {}) {
  const { caseId, identityId } = await plantLeaver(world);
  const systemId = await plantSystem(world, {});
  await db.superuser.sql`update system set owner_identity_id = ${owner} where id = ${systemId}`;
  const stepIds = await plantSteps(world, { caseId, systemId, count, verdict: "still_present", ownerId });
  const rows = await db.superuser
    .sql`select item_id from step where id = any(${stepIds}::uuid[]) order by array_position(${stepIds}::uuid[], id)`;
  const itemIds = rows.map((row): string => row["item_id"]);
  for (const itemId of itemIds) await plantContradicted(world, itemId, tool);
  return { caseId, identityId, systemId, stepIds, itemIds };
}
const ended = (stepId: string | undefined) =>
  db.superuser.sql`update step set state = 'ended', ended_at = now() where id = ${stepId ?? ""}`;
const verdict = (itemId: string | undefined, key: string) =>
  db.superuser.sql`update item_verdict set key = ${key} where item_id = ${itemId ?? ""}`;
const openOf = (itemId: string | undefined) =>
  db.superuser.sql`
    select kind, owner_identity_id as owner from step where item_id = ${itemId ?? ""} and state in ('ready','leased','waiting')`;

describe("owners for the items behind contradicted claims", () => {
  test("go to all that match, each item once, however many tools claimed it and whatever stands on a page", async () => {
    const { itemIds, stepIds } = await contradicted({ count: 60 });
    await plantContradicted(world, itemIds[0] ?? "", "ServiceNow");
    expect(await preview()).toMatchObject({
      matching: 60,
      assigned: 60,
      skipped: 0,
      groups: [{ steps: 60, owner: { id: boss }, reason: "owns the system" }],
    });
    expect(await assign({ seen: 60 })).toMatchObject({ ok: true, result: { assigned: 60, skipped: [], remaining: 0 } });
    const [row] = await db.superuser
      .sql`select count(*)::int as n from step where id = any(${stepIds}::uuid[]) and owner_identity_id = ${boss}`;
    expect(row).toEqual({ n: 60 });
  });

  test("an open item whose step has ended gets a fresh one, which stands in the list of steps and may be taken back", async () => {
    const { itemIds, stepIds, caseId } = await contradicted();
    await verdict(itemIds[0], "came_back");
    await ended(stepIds[0]);
    await db.superuser.sql`update leaver_case set state = 'reopened' where id = ${caseId}`;
    const outcome = await assign({ seen: 1 });
    expect(outcome).toMatchObject({ ok: true, result: { assigned: 1, caseIds: [caseId] } });
    expect(await openOf(itemIds[0])).toEqual([{ kind: "person", owner: boss }]);
    const listed = await runQuery(world.ctx(), listSteps, { tab: "came_back", limit: 200 });
    expect(listed.ok && listed.value.rows.map((one) => one.itemId)).toContain(itemIds[0]);
    const told = await db.superuser.sql`
      select one ->> 'kind' as kind from entry, jsonb_array_elements(convert_from(body, 'UTF8')::jsonb -> 'entries') as one
      where case_id = ${caseId} order by id desc limit 2`;
    expect(told.map((row) => row["kind"]).sort()).toEqual(["step.added", "step.assigned"]);
    const batchId = outcome.ok ? outcome.result.batchId : "";
    const back = await execute(world.ctx(), takeBackAssignment, { batchId }, { idempotencyKey: null });
    expect(back).toMatchObject({ ok: true, result: { restored: 1, kept: 0 } });
    expect(await openOf(itemIds[0])).toEqual([{ kind: "person", owner: null }]);
  });

  test("what passes by now, what belongs to a case that is over and what somebody has is named among the skipped, and stays", async () => {
    const [gone, over, owned, mine] = [
      await contradicted(),
      await contradicted(),
      await contradicted({ count: 2, ownerId: await world.person() }),
      await contradicted(),
    ];
    await verdict(gone.itemIds[0], "verified_disabled");
    await ended(gone.stepIds[0]);
    await db.superuser.sql`update leaver_case set state = 'closed_verified' where id = ${over.caseId}`;
    const skips = [
      { because: "nothing_left", steps: 1 },
      { because: "case_over", steps: 1 },
      { because: "owned_already", steps: 2 },
      { because: "your_own_case", steps: 1 },
    ];
    const actor = userActor("analyst", mine.identityId as never);
    const seen = await preview({}, actor);
    expect([seen.matching, seen.assigned, seen.skipped]).toEqual([5, 0, 5]);
    expect(seen.groups.map((group) => group.reason).sort()).toEqual([
      "it is your own case",
      "nothing is left to do: seen gone, attested or excepted since",
      "somebody has it already and keeps it",
      "the case is over; it reopens by itself when access is seen",
    ]);
    const outcome = await assign({ seen: 5 }, actor);
    expect(outcome).toMatchObject({ ok: true, result: { assigned: 0, skipped: expect.arrayContaining(skips) } });
    expect(await openOf(gone.itemIds[0])).toEqual([]);
    expect((await openOf(owned.itemIds[0]))[0]?.["owner"]).not.toBe(boss);
  });

  test("one person chosen on purpose takes over also what somebody has; a proposal takes over what the gone left", async () => {
    const [had, left] = [await contradicted({ ownerId: world.ownerId }), await contradicted({ ownerId: world.leftId })];
    const to = { kind: "person", ownerId: boss };
    expect((await preview()).assigned).toBe(1);
    expect(await assign({ seen: 2 })).toMatchObject({ ok: true, result: { assigned: 1 } });
    expect((await openOf(left.itemIds[0]))[0]?.["owner"]).toBe(boss);
    expect((await preview({ to })).groups.map(({ steps, reason }) => [steps, reason])).toEqual([
      [1, "chosen by you"],
      [1, "has this owner already"],
    ]);
    await assign({ seen: 2, to });
    expect((await openOf(had.itemIds[0]))[0]?.["owner"]).toBe(boss);
  });

  test("where nobody can be proposed no step is raised, and the reason is given", async () => {
    const { itemIds, stepIds } = await contradicted({ owner: null });
    await ended(stepIds[0]);
    expect(await assign({ seen: 1 })).toMatchObject({
      ok: true,
      result: { assigned: 0, skipped: [{ because: "no_suggestion", steps: 1 }] },
    });
    expect(await openOf(itemIds[0])).toEqual([]);
  });

  test("narrow to the tool, the system and the period that the report shows", async () => {
    const [okta, jira] = [await contradicted(), await contradicted({ tool: "Jira" })];
    await db.superuser.sql`delete from claim_standing where item_id = ${okta.itemIds[0] ?? ""}`;
    await plantContradicted(world, okta.itemIds[0] ?? "", "Okta", "2025-11-14T23:59:59Z");
    const matching = async (claims: object) => (await preview({ claims })).matching;
    expect(await matching({})).toBe(2);
    expect([await matching({ tool: "Jira" }), await matching({ system: jira.systemId })]).toEqual([1, 1]);
    expect(await matching({ from: "2025-11-14", to: "2025-11-14" })).toBe(1);
    expect(await matching({ from: "2025-11-15", tool: "Okta" })).toBe(0);
    expect(await assign({ claims: { tool: "Jira" }, seen: 1 })).toMatchObject({ ok: true, result: { assigned: 1 } });
    expect((await openOf(okta.itemIds[0]))[0]?.["owner"]).toBeNull();
  });

  test("are refused when another number matches than was seen, for somebody who has left, and to who may not assign", async () => {
    await contradicted({ count: 2 });
    const conflict = await assign({ seen: 3 });
    expect(conflict).toMatchObject({ ok: false, reasons: [{ code: "version_conflict", path: "seen" }] });
    expect(conflict.ok ? "" : conflict.reasons[0].sentence).toMatch(/^Now 2 items match, not the 3 you saw/);
    expect(await assign({ seen: 2, to: { kind: "person", ownerId: world.leftId } })).toMatchObject({
      reasons: [{ code: "owner_unknown" }],
    });
    for (const role of ["owner", "auditor"] as const) {
      expect(await assign({ seen: 2 }, userActor(role))).toMatchObject({ reasons: [{ code: "not_permitted" }] });
      expect(await runQuery(world.ctx(userActor(role)), previewContradicted, {})).toMatchObject({ ok: false });
    }
  });

  test("more than one call can hold locked are given call by call, and none twice", async () => {
    await contradicted({ count: 501 });
    const first = await assign({ seen: 501 });
    if (!first.ok) throw new Error(JSON.stringify(first.reasons));
    expect(first.result).toMatchObject({ assigned: 500, remaining: 1 });
    const rest = await assign({ seen: 1, after: first.result.next });
    expect(rest).toMatchObject({ ok: true, result: { assigned: 1, remaining: 0, next: null } });
  });
});
