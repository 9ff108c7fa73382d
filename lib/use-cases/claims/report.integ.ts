import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { ContradictionsView } from "#lib/core/views/contradictions.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { execute } from "../_kit/execute.ts";
import { runQuery } from "../_kit/query.ts";
import { findCommands } from "../testing/find-commands.ts";
import { next, World } from "../testing/world.ts";
import { countContradicted } from "./count-contradicted.ts";
import { exportContradictions } from "./export-contradictions.ts";
import { listContradictions } from "./list-contradictions.ts";
import { recordToolClaims } from "./record-tool-claims.ts";

let db: TestDatabase;
let world: World;
const items: Awaited<ReturnType<World["item"]>>[] = [];

/** Five leavers: three whose access is still there, one whose is gone, one that nobody has looked at. */
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
  await db.superuser.sql`update system_layer set freshness_micros = 0 where system_id = ${world.systemId}`;
  for (let at = 0; at < 5; at += 1) items.push(await world.item());
  const claims = items.map(({ personKey }, at) => ({
    source: at === 0 ? "ServiceNow" : "Okta Workflows",
    externalId: `T-${at}`,
    personKey,
    system: "world",
    title: at === 0 ? "=HYPERLINK(1)" : "Offboard user",
    state: "completed",
    ...(at === 1 ? { statedAt: "2025-11-14T18:02", zone: "Asia/Kolkata" } : {}),
  }));
  const stray = { ...claims[0], personKey: "stranger", externalId: "T-stray" };
  const outcome = await execute(
    world.ctx(),
    recordToolClaims,
    { claims: [...claims, stray] },
    { idempotencyKey: null },
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
  for (const [at, presence] of ["active", "active", "active", "disabled"].entries()) {
    await db.superuser.sql`
      insert into observation (id, access_id, system_id, layer, started_at, ended_at, presence, completeness, independence, origin, sought, observer)
      select gen_random_uuid(), access_id, system_id, layer, clock_timestamp(), clock_timestamp(), ${presence}, 'lookup', 'same_credential',
        'direct_read', 'x', 'test' from case_item where id = ${items[at]?.itemId ?? ""}`;
  }
  const ids = items.map(({ itemId }) => itemId);
  await withTx(db.worker, ALL_ROWS, "write", (tx) => deriveVerdicts(tx, ids, world.ctx().newId));
});
afterAll(() => db.drop());

async function report(input: object = {}, actor = userActor("auditor")): Promise<ContradictionsView> {
  const found = await runQuery(testCtx(db.web, { actor }), listContradictions, input);
  if (!found.ok) throw new Error(found.reasons[0].sentence);
  return found.value;
}

describe("the contradiction report", () => {
  test("counts each with its denominator, by tool and by system; what is not matched stands beside it", async () => {
    const view = await report();
    expect(view.counts).toEqual({ contradicted: 3, cannot_check: 0, awaiting_look: 1, confirmed: 1, total: 5 });
    expect(view.byTool.map(({ tool, contradicted, total }) => [tool, contradicted, total])).toEqual([
      ["Okta Workflows", 2, 4],
      ["ServiceNow", 1, 1],
    ]);
    expect(view.bySystem.map(({ contradicted, total }) => [contradicted, total])).toEqual([[3, 5]]);
    expect([view.leavers, view.notMatched]).toEqual([5, 1]);
    expect(await runQuery(testCtx(db.web), countContradicted, {})).toEqual({ ok: true, value: 3 });
  });

  test("lays claim and look side by side: our own time apart from the time stated", async () => {
    const row = (await report()).rows.find((one) => one.externalId === "T-1");
    expect(row).toMatchObject({
      itemId: items[1]?.itemId,
      tool: "Okta Workflows",
      title: "Offboard user",
      statedAtIso: "2025-11-14T12:32:00.000Z",
      standing: "contradicted",
      presence: "active",
      verdict: "still_present",
    });
    const apart = row?.apartMicros ?? -1;
    expect(apart).toBeGreaterThan(0);
    expect(apart).toBeLessThan(60_000_000);
  });

  test("pages by key: every row once, in one order", async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const view = await report({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...view.rows.map((row) => row.itemId));
      if (view.nextCursor === null) break;
      cursor = view.nextCursor;
    }
    expect(seen).toEqual((await report()).rows.map((row) => row.itemId));
    expect(new Set(seen).size).toBe(3);
    const wrong = await runQuery(testCtx(db.web), listContradictions, { cursor: "bm9uc2Vuc2U" });
    expect(wrong).toMatchObject({ ok: false, reasons: [{ code: "input_invalid", path: "cursor" }] });
  });

  test("narrows to a tool or a system without hiding the whole", async () => {
    const view = await report({ tool: "ServiceNow" });
    expect([view.rows.length, view.filtered.total, view.counts.total]).toEqual([1, 1, 5]);
    expect((await report({ system: world.systemId })).filtered.total).toBe(5);
  });

  test("a period counts a task on the day its tool states, else on the day it reached us; the rest is in no figure", async () => {
    // T-1 states 14 Nov, 12:32 UTC; all others state nothing and came in today.
    const stated = await report({ from: "2025-11-14", to: "2025-11-14" });
    expect([stated.counts.total, stated.leavers, stated.notMatched, stated.rows.length]).toEqual([1, 1, 0, 1]);
    expect(stated.byTool.map(({ tool, total }) => [tool, total])).toEqual([["Okta Workflows", 1]]);
    expect([stated.bySystem[0]?.total, stated.firstClaimIso]).toEqual([1, "2025-11-14T12:32:00.000Z"]);
    expect(stated.period).toEqual({ from: "2025-11-14", to: "2025-11-14" });
    for (const period of [{ to: "2025-11-13" }, { from: "2025-11-15", to: "2025-11-16" }])
      expect((await report(period)).counts.total).toBe(0);
    const since = await report({ from: "2025-11-15" });
    expect([since.counts.total, since.notMatched, since.rows.length]).toEqual([4, 1, 2]);
    expect((await report({ tab: "not_matched", to: "2025-11-15" })).waiting).toEqual([]);
    const wrong = await runQuery(testCtx(db.web), listContradictions, { from: "2025-11-02", to: "2025-11-01" });
    expect(wrong).toMatchObject({ ok: false, reasons: [{ code: "input_invalid", path: "to" }] });
  });

  test("says how many items stand behind the contradicted claims, to those alone who may give them owners", async () => {
    expect((await report()).contradictedItems).toBeNull();
    expect((await report({}, userActor("analyst"))).contradictedItems).toEqual({ all: 3, open: 3 });
    const period = { from: "2025-11-14", to: "2025-11-14" };
    expect((await report(period, userActor("analyst"))).contradictedItems).toEqual({ all: 1, open: 1 });
  });

  test("what is not matched is listed with why", async () => {
    const view = await report({ tab: "not_matched" });
    expect(view.waiting).toMatchObject([
      { externalId: "T-stray", person: "stranger", because: "No person with this key or mail is known." },
    ]);
  });

  test("a claim that awaited its look for too long reads Cannot check, though nothing was written since", async () => {
    await db.superuser
      .sql`update claim_standing set until = now() - interval '1 second' where standing = 'awaiting_look'`;
    expect((await report()).counts).toMatchObject({ cannot_check: 1, awaiting_look: 0, total: 5 });
    expect((await report({ tab: "cannot_check" })).rows).toMatchObject([
      { standing: "cannot_check", because: "No complete read of this has been made." },
    ]);
  });

  test("an owner sees the claims about their own systems, and none that is matched to nothing", async () => {
    const nobody = await report({}, userActor("owner", world.ownerId as never));
    expect([nobody.counts.total, nobody.notMatched]).toEqual([0, 0]);
    await db.superuser.sql`update system set owner_identity_id = ${world.ownerId} where id = ${world.systemId}`;
    const own = await report({}, userActor("owner", world.ownerId as never));
    expect([own.counts.total, own.notMatched]).toEqual([5, 0]);
  });
});

describe("the export", () => {
  const file = async (input: object, role: "auditor" | "owner" = "auditor") =>
    runQuery(testCtx(db.web, { actor: userActor(role) }), exportContradictions, input);

  test("neutralises what a spreadsheet would run, and marks times as UTC", async () => {
    const made = await file({ tool: "ServiceNow" });
    const text = made.ok ? made.value.text : "";
    expect(text.split("\r\n")[0]).toMatch(/claimed_at_utc,stated_at_utc,.*observed_at_utc,.*as_of_utc$/);
    expect(text).toContain(`,"'=HYPERLINK(1)",`);
    expect(text).not.toMatch(/(?:^|,)"?=/m);
    expect(made.ok && made.value.name).toMatch(/^claims-contradicted-\d{8}T\d{6}Z\.csv$/);
    expect(await file({ tab: "not_matched" })).toMatchObject({
      ok: true,
      value: { text: expect.stringContaining("T-stray") },
    });
  });

  test("holds what lies in the period, and no more", async () => {
    const lines = async (input: object) => {
      const made = await file(input);
      return made.ok ? made.value.text.trim().split("\r\n").length - 1 : made.reasons;
    };
    expect(await lines({})).toBe(3);
    expect(await lines({ from: "2025-11-14", to: "2025-11-14" })).toBe(1);
    expect(await lines({ tab: "not_matched", to: "2025-11-14" })).toBe(0);
    expect(await file({ from: "2025-11-02", to: "2025-11-01" })).toMatchObject({ ok: false });
  });

  test("is closed to who may not export, and writes nothing", async () => {
    const [before] = await db.superuser.sql`select count(*)::int as n from entry`;
    expect(await file({}, "owner")).toMatchObject({ ok: false, reasons: [{ code: "not_permitted" }] });
    await file({});
    expect(await db.superuser.sql`select count(*)::int as n from entry`).toEqual([before]);
  });
});

test("sent twice by two at once, a task is one claim", async () => {
  const { personKey, itemId } = await world.item();
  const claims = [{ source: "Race", externalId: next(), personKey, system: "world", state: "completed" }];
  const both = await Promise.all(
    [1, 2].map(() => execute(world.ctx(), recordToolClaims, { claims }, { idempotencyKey: null })),
  );
  const statuses = both.map((one) => one.ok && one.result.results[0]?.status).sort();
  expect(statuses).toEqual(["duplicate", "matched"]);
  expect(await db.superuser.sql`select 1 from claim where item_id = ${itemId}`).toHaveLength(1);
});
