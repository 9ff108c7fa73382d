import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { AssignmentPreviewView } from "#lib/core/views/assignment.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { runQuery } from "../_kit/query.ts";
import { findCommands } from "../testing/find-commands.ts";
import { plantLeaver, plantSteps, plantSystem } from "../testing/planted.ts";
import { World } from "../testing/world.ts";
import { assignMatching } from "./assign-matching.ts";
import { listSteps } from "./list-steps.ts";
import { previewAssignment } from "./preview-assignment.ts";
import { takeBackAssignment } from "./take-back-assignment.ts";
import { verifyMatching } from "./verify-matching.ts";

const SUGGESTED = { kind: "suggested" };

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());
beforeEach(() => db.superuser.sql`update step set state = 'ended', ended_at = now() where state <> 'ended'`);

async function preview(input: object, actor?: Actor): Promise<AssignmentPreviewView> {
  const answer = await runQuery(world.ctx(actor), previewAssignment, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.reasons));
  return answer.value;
}

const assign = (input: object, options: { actor?: Actor; key?: string } = {}) =>
  execute(
    world.ctx(options.actor),
    assignMatching,
    { to: SUGGESTED, ...input },
    { idempotencyKey: options.key ?? null },
  );

async function noOwner(): Promise<number> {
  const answer = await runQuery(world.ctx(), listSteps, {});
  return answer.ok ? answer.value.matching.count : -1;
}

async function owned(name: string, owner: string | null, deputy: string | null = null): Promise<string> {
  const systemId = await plantSystem(world, { name });
  await db.superuser
    .sql`update system set owner_identity_id = ${owner}, deputy_identity_id = ${deputy} where id = ${systemId}`;
  return systemId;
}

describe("assigning every step that matches", () => {
  test("each gets whoever is proposed; the preview said before who gets how many, why, and which are skipped and why", async () => {
    const [leaver, other] = [await plantLeaver(world), await plantLeaver(world)];
    const [one, two] = [await world.person(), await world.person()];
    const systems = [
      await owned("With owner", one),
      await owned("Owner gone", world.leftId, two),
      await owned("Nobody known", null),
      await owned("Only the gone", world.leftId),
      await owned("Leaver's own", leaver.identityId),
    ];
    for (const [at, systemId] of systems.entries())
      await plantSteps(world, { caseId: leaver.caseId, systemId, count: at + 1, looks: true });
    await plantSteps(world, { caseId: other.caseId, systemId: systems[0] ?? "", count: 9 });
    const seen = await preview({});
    expect([seen.matching, seen.assigned, seen.skipped]).toEqual([24, 12, 12]);
    expect(
      seen.groups.map(({ systemName, steps, owner, reason }) => [systemName, steps, owner?.id ?? null, reason]),
    ).toEqual([
      ["With owner", 10, one, "owns the system"],
      ["Owner gone", 2, two, "deputy of the system"],
      ["Leaver's own", 5, null, "whoever would be asked has left, is leaving or is away"],
      ["Only the gone", 4, null, "whoever would be asked has left, is leaving or is away"],
      ["Nobody known", 3, null, "no owner, deputy or administrator known, and nobody has acted here"],
    ]);
    const outcome = await assign({ seen: 24 });
    expect(outcome).toMatchObject({
      ok: true,
      result: {
        assigned: 12,
        skipped: expect.arrayContaining([
          { because: "no_suggestion", steps: 3 },
          { because: "owner_has_left", steps: 9 },
        ]),
        remaining: 0,
        next: null,
      },
    });
    expect(await noOwner()).toBe(12);
    // The looks of the assigned items have an owner as well: nothing of them is left without.
    const [row] = await db.superuser.sql`
      select count(*) filter (where owner_identity_id is null)::int as without, count(distinct owner_reason)::int as reasons
      from step where state in ('ready','waiting') and system_id = any(${systems.slice(0, 2)}::uuid[])`;
    expect(row).toEqual({ without: 0, reasons: 2 });
    const entries = await db.superuser.sql`
      select told -> 'data' as data from entry, jsonb_array_elements(convert_from(body, 'UTF8')::jsonb -> 'entries') as told
      where told ->> 'kind' = 'steps.assigned' order by id desc limit 1`;
    expect(entries[0]?.["data"]).toMatchObject({ matched: 24, assigned: 12, skipped: 12 });
  });

  test("the leaver who owns a system and is not leaving otherwise is skipped for the own case alone", async () => {
    const { caseId, identityId } = await plantLeaver(world);
    const systemId = await owned("Own", null);
    await plantSteps(world, { caseId, systemId, count: 2 });
    const to = { kind: "person", ownerId: identityId };
    await db.superuser.sql`update engagement set ended_at = null where identity_id = ${identityId}`;
    expect(await preview({ to })).toMatchObject({
      assigned: 0,
      groups: [{ steps: 2, owner: null, reason: "the only person to ask is the leaver" }],
    });
    expect(await assign({ to, seen: 2 })).toMatchObject({ ok: true, result: { assigned: 0 } });
  });

  test("all to one person; somebody who has left is refused, and nobody decides who works on their own case", async () => {
    const { caseId, identityId } = await plantLeaver(world);
    await plantSteps(world, { caseId, systemId: world.systemId, count: 4 });
    const to = { kind: "person", ownerId: world.ownerId };
    const gone = await assign({ to: { kind: "person", ownerId: world.leftId }, seen: 4 });
    expect(gone).toMatchObject({ ok: false, reasons: [{ code: "owner_unknown" }] });
    const own = await assign({ to, seen: 4 }, { actor: userActor("administrator", identityId) });
    expect(own).toMatchObject({ ok: true, result: { assigned: 0, skipped: [{ because: "your_own_case", steps: 4 }] } });
    expect(await assign({ to, seen: 4 })).toMatchObject({ ok: true, result: { assigned: 4, skipped: [] } });
    expect(await noOwner()).toBe(0);
    expect(await preview({ tab: "all_open", to })).toMatchObject({
      assigned: 0,
      groups: [{ reason: "has this owner already" }],
    });
  });

  test("refuses when another number matches than was seen, says both, and changes nothing", async () => {
    const { caseId } = await plantLeaver(world);
    await plantSteps(world, { caseId, systemId: world.systemId, count: 3 });
    const outcome = await assign({ seen: 2, to: { kind: "person", ownerId: world.ownerId } });
    expect(outcome).toMatchObject({ ok: false, reasons: [{ code: "version_conflict", path: "seen" }] });
    expect(outcome.ok ? "" : outcome.reasons[0].sentence).toContain("Now 3 steps match, not the 2 you saw");
    expect(await noOwner()).toBe(3);
  });

  test("the same key assigns once: sent again it answers the same and writes nothing", async () => {
    const { caseId } = await plantLeaver(world);
    await plantSteps(world, { caseId, systemId: world.systemId, count: 3 });
    const input = { seen: 3, to: { kind: "person", ownerId: world.ownerId } };
    const first = await assign(input, { key: "once" });
    const count = () => db.superuser.sql`select count(*)::int as n from assignment`;
    const [before] = await count();
    const actor = userActor("administrator");
    expect(await assign(input, { key: "twice", actor })).toMatchObject({ ok: false });
    expect(first.ok).toBe(true);
    const again = { key: "kept", actor };
    await plantSteps(world, { caseId, systemId: world.systemId, count: 2, layer: "group" });
    const one = await assign({ ...input, seen: 2 }, again);
    const two = await assign({ ...input, seen: 2 }, again);
    expect([one, two]).toMatchObject([{ replayed: false }, { replayed: true }]);
    expect(two.ok && one.ok && two.result).toEqual(one.ok && one.result);
    expect((await count())[0]?.["n"]).toBe((before?.["n"] ?? 0) + 2);
  });

  test.each(["owner", "auditor"] as const)("is closed to the role %s, and so is its preview", async (role) => {
    expect(await assign({ seen: 0 }, { actor: userActor(role) })).toMatchObject({
      ok: false,
      reasons: [{ code: "not_permitted" }],
    });
    expect(await runQuery(world.ctx(userActor(role)), previewAssignment, {})).toMatchObject({ ok: false });
  });

  test("takes what was picked, and leaves out what was taken out", async () => {
    const { caseId } = await plantLeaver(world);
    const ids = await plantSteps(world, { caseId, systemId: world.systemId, count: 5 });
    const to = { kind: "person", ownerId: world.ownerId };
    expect(await assign({ to, only: ids.slice(0, 2), seen: 2 })).toMatchObject({ ok: true, result: { assigned: 2 } });
    expect(await assign({ to, except: ids.slice(4), seen: 2 })).toMatchObject({ ok: true, result: { assigned: 2 } });
    const [left] = await db.superuser.sql`select id from step where state = 'waiting' and owner_identity_id is null`;
    expect(left?.["id"]).toBe(ids[4]);
  });

  test("more than one call holds: each is a whole, the next begins where it ended, none is done twice", async () => {
    const { caseId } = await plantLeaver(world);
    await plantSteps(world, { caseId, systemId: world.systemId, count: 1203 });
    const to = { kind: "person", ownerId: world.ownerId };
    const sizes: number[] = [];
    let after: string | undefined;
    let seen = 1203;
    for (let call = 0; call < 3; call += 1) {
      const outcome = await assign({ to, seen, ...(after === undefined ? {} : { after }) });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
      sizes.push(outcome.result.assigned);
      seen = outcome.result.remaining;
      after = outcome.result.next ?? undefined;
    }
    expect([sizes, seen, after]).toEqual([[500, 500, 203], 0, undefined]);
    const [row] = await db.superuser.sql`
      select count(*)::int as n, count(distinct step_id)::int as steps from assignment a join step s on s.id = a.step_id where s.case_id = ${caseId}`;
    expect(row).toEqual({ n: 1203, steps: 1203 });
  });
});

describe("taking an assignment back", () => {
  const take = (batchId: string) => execute(world.ctx(), takeBackAssignment, { batchId }, { idempotencyKey: null });

  test("gives each step back to whom it was before, appends, deletes nothing, and leaves what somebody changed since", async () => {
    const { caseId } = await plantLeaver(world);
    const [before, after] = [await world.person(), await world.person()];
    const ids = await plantSteps(world, { caseId, systemId: world.systemId, count: 2, looks: true });
    const had = await plantSteps(world, {
      caseId,
      systemId: world.systemId,
      count: 1,
      layer: "group",
      ownerId: before,
    });
    const to = { kind: "person", ownerId: after };
    const done = await assign({ tab: "all_open", to, seen: 3 });
    if (!done.ok) throw new Error("not assigned");
    await world.run("step.assign", { steps: [{ id: ids[1] }], ownerId: world.ownerId });
    expect(await take(done.result.batchId)).toMatchObject({ ok: true, result: { restored: 3, kept: 0 } });
    const owners = await db.superuser.sql`
      select id, owner_identity_id as owner from step where id = any(${[...ids, ...had]}::uuid[])`;
    const ownerOf = (id: string | undefined) => owners.find((row) => row["id"] === id)?.["owner"];
    expect([ownerOf(ids[0]), ownerOf(ids[1]), ownerOf(had[0])]).toEqual([null, world.ownerId, before]);
    const kept = await db.superuser.sql`
      select reason from assignment where step_id = ${ids[0] ?? ""} order by at`;
    expect(kept.map((row) => row["reason"])).toEqual(["assigned", "taken_back"]);
    expect(await take(done.result.batchId)).toMatchObject({ ok: false, reasons: [{ code: "transition_refused" }] });
    expect(await take(world.ctx().newId())).toMatchObject({ ok: false, reasons: [{ code: "not_found" }] });
  });
});

describe("looking again at every step that matches", () => {
  test("makes their looks due now, adds those that are missing, and says how many cannot be looked at", async () => {
    const { caseId } = await plantLeaver(world);
    await plantSteps(world, { caseId, systemId: world.systemId, count: 2, looks: true });
    await plantSteps(world, { caseId, systemId: world.systemId, count: 1, layer: "group" });
    await plantSteps(world, { caseId, systemId: world.systemId, count: 4, layer: "custody" });
    const verify = (seen: number | null) => execute(world.ctx(), verifyMatching, { seen }, { idempotencyKey: null });
    expect(await verify(6)).toMatchObject({ ok: false, reasons: [{ code: "version_conflict", path: "seen" }] });
    // "More than were counted" is no answer where there are few.
    expect(await verify(null)).toMatchObject({ ok: false, reasons: [{ code: "version_conflict", path: "seen" }] });
    expect(await verify(7)).toMatchObject({ ok: true, result: { looks: 3, without: 4, notAsked: 0 } });
    const due = await db.superuser.sql`
      select count(*)::int as n from step where case_id = ${caseId} and kind = 'observe' and state = 'ready' and priority = 0 and not_before <= now()`;
    expect(due[0]?.["n"]).toBe(3);
  });
});
