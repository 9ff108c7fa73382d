import type { TransactionSql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listCoverage } from "#db/queries/views/list-coverage.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import { idOf } from "#lib/core/ids.ts";
import type { InventoryRowView, SystemListView } from "#lib/core/views/inventory.ts";
import type { SystemView } from "#lib/core/views/system.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import { runQuery } from "../_kit/query.ts";
import { readLeaver } from "../leaver/read-leaver.ts";
import { settleLeavers } from "../leaver/settle-leavers.ts";
import { findCommands } from "../testing/find-commands.ts";
import { plantLeaver, plantSteps, plantSystem } from "../testing/planted.ts";
import { next, World } from "../testing/world.ts";
import { listSystems } from "./list-systems.ts";
import { readSystem } from "./read-system.ts";
import { recordCheck } from "./record-check.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

async function list(over: object = {}): Promise<SystemListView> {
  const answer = await runQuery(world.ctx(), listSystems, over);
  if (!answer.ok) throw new Error(JSON.stringify(answer.reasons));
  return answer.value;
}

async function rowOf(id: string): Promise<InventoryRowView> {
  const row = (await list()).rows.find((one) => one.id === id);
  if (row === undefined) throw new Error("not listed");
  return row;
}

async function read(slug: string): Promise<SystemView> {
  const answer = await runQuery(world.ctx(), readSystem, { slug });
  if (!answer.ok) throw new Error(JSON.stringify(answer.reasons));
  return answer.value;
}

const layerOf = (row: InventoryRowView, layer: string) => row.coverage.find((one) => one.layer === layer);

describe("coverage", () => {
  test("is what the manifest can do, states nothing of what nobody stated, and falls with a failed check", async () => {
    const id = await plantSystem(world);
    const before = await rowOf(id);
    expect(before.coverage.map(({ layer }) => layer)).toHaveLength(8);
    expect(layerOf(before, "account")).toMatchObject({ act: "connector", observe: "connector", blind: false });
    expect(layerOf(before, "session")).toMatchObject({ exists: "unknown", blind: true });
    await db.superuser.sql`update system set check_ok = false, checked_at = now() where id = ${id}`;
    const after = await rowOf(id);
    expect(after.coverage.filter(({ observe }) => observe === "connector")).toEqual([]);
    expect(layerOf(after, "account")).toMatchObject({
      act: "none",
      observe: "none",
      blind: true,
      because: "The last check failed: the connector can do nothing here now.",
    });
  });

  test("a check that learns that a server has no groups takes them out of the connector's reach", async () => {
    const slug = next();
    const id = await plantSystem(world, { slug });
    expect(layerOf(await rowOf(id), "group")?.observe).toBe("connector");
    const [step] = await db.superuser.sql`
      insert into step (id, kind, state, system_id, priority, not_before, fence, created_at)
      values (${world.ctx().newId()}, 'check', 'leased', ${id}, 0, now(), 1, now())
      returning id, fence, system_id as "systemId"`;
    const connectors = [world.ctx().connectors.find("scim")].flatMap((one) => one ?? []);
    const ctx = testCtx(db.worker, { actor: { kind: "job", credential: "worker" }, connectors });
    const report = {
      reachable: true,
      authorised: true,
      findings: ["No groups here."],
      exchanges: [],
      retryAfter: null,
    };
    // A check reads of its step only what is written back with it.
    await recordCheck(ctx, step as Parameters<typeof recordCheck>[1], { ...report, dialect: { groups: false } });
    const row = await rowOf(id);
    expect(layerOf(row, "account")?.observe).toBe("connector");
    expect(layerOf(row, "group")).toMatchObject({ act: "manual", observe: "none", blind: true });
    expect((await read(slug)).checkFindings).toEqual(["No groups here."]);
  });

  test("a stated no holds until it ends; a list and people's word are told apart", async () => {
    const layers = {
      account: { exists: "yes" },
      session: { exists: "no" },
      group: { exists: "yes", observe: "snapshot" },
    };
    const sent = { slug: next(), name: "Bank portal", tier: 2, layers };
    const id = (await world.run("system.register", sent))["id"] ?? "";
    const row = await rowOf(id);
    expect(layerOf(row, "account")).toMatchObject({ act: "manual", observe: "manual", blind: false });
    expect(layerOf(row, "group")).toMatchObject({ observe: "snapshot", blind: false });
    expect(layerOf(row, "session")).toMatchObject({ exists: "no", blind: false, existsUntilIso: expect.any(String) });
    await db.superuser.sql`
      update system_layer set exists_until = now() - interval '1 s' where system_id = ${id} and layer = 'session'`;
    expect(layerOf(await rowOf(id), "session")).toMatchObject({ exists: "unknown", blind: true });
    await db.superuser.sql`update system set tier = 1 where id = ${id}`;
    expect(layerOf(await rowOf(id), "account")).toMatchObject({ observe: "none", blind: true });
  });
});

describe("the last look", () => {
  const look = (systemId: string, ago: string, completeness = "complete") => db.superuser.sql`
    insert into observation (id, system_id, layer, started_at, ended_at, presence, completeness, independence, origin, sought, observer)
    values (${world.ctx().newId()}, ${systemId}, 'account', now() - ${ago}::interval, now(), 'absent', ${completeness},
      'separate_credential', 'direct_read', 'x', 'scim')`;

  test("is the newest that did not fail, and too old once its tier says so", async () => {
    const id = await plantSystem(world, { tier: 0 });
    expect((await rowOf(id)).lastLook).toEqual({ atIso: null, byHand: false, isOverdue: true });
    await look(id, "2 days");
    await look(id, "1 minute", "failed");
    expect((await rowOf(id)).lastLook).toMatchObject({ atIso: expect.any(String), isOverdue: true });
    await look(id, "2 hours");
    expect((await rowOf(id)).lastLook.isOverdue).toBe(false);
  });

  test("where only people look it is what they attest to, and never before anybody did", async () => {
    const item = await world.byHand();
    expect((await rowOf(item.systemId)).lastLook).toEqual({ atIso: null, byHand: true, isOverdue: true });
    await db.superuser
      .sql`insert into attestation (id, item_id, seen_at, recorded_at, by, saw, artefact_digest, system_id)
      values (${world.ctx().newId()}, ${item.itemId}, now(), now(), 'a', 'absent', 'd', ${item.systemId})`;
    expect((await rowOf(item.systemId)).lastLook).toMatchObject({ byHand: true, isOverdue: false });
  });
});

test("how a system is covered is read without going through what was ever attested", async () => {
  const item = await world.byHand();
  await db.superuser.sql`
    insert into attestation (id, item_id, seen_at, recorded_at, by, saw, artefact_digest, system_id)
    select gen_random_uuid(), ${item.itemId}, now() - g * interval '1 minute', now(), 'a', 'absent', 'd', ${item.systemId}
    from generate_series(1, 20000) g`;
  await db.superuser.sql`analyze attestation`;
  const read = await withTx(db.web, ALL_ROWS, "read", async (tx) => {
    await listCoverage(tx, null, ["not_applicable"]);
    const [counted] = await tx.sql`
      select (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables where relname = 'attestation'`;
    const [systems] = await tx.sql`select count(*)::int as count from system`;
    return { rows: counted?.["rows"], systems: systems?.["count"] };
  });
  expect(read.rows).toBeLessThanOrEqual(read.systems);
});

describe("skipped by automation", () => {
  test("names each tool that speaks of others and never of the system; tickets and unknown names count for nothing", async () => {
    const [one, two] = [next(), next()];
    const [oneId, twoId] = [await plantSystem(world, { slug: one }), await plantSystem(world, { slug: two })];
    const { personKey } = await world.item();
    const claim = (source: string, system: string, kind = "tool") => ({
      ...{ source, externalId: next(), personKey, system, kind, state: "pending" },
    });
    const said = [claim("Okta", one), claim("Entra", "SharePoint"), claim("Jira", two, "ticket")];
    await world.run("claim.record", { claims: [...said, claim("Okta", one)] });
    const view = await list();
    expect(view.tools).toEqual(["Okta"]);
    expect((await rowOf(oneId)).skippedBy).toEqual([]);
    expect((await rowOf(twoId)).skippedBy).toEqual(["Okta"]);
    // A name that the inventory learns later counts from then on.
    await world.run("system.add_alias", { systemId: twoId, alias: "SharePoint" });
    expect((await rowOf(twoId)).skippedBy).toEqual(["Okta"]);
    expect((await rowOf(oneId)).skippedBy).toEqual(["Entra"]);
    expect((await list({ tab: "skipped" })).rows.every((row) => row.skippedBy.length > 0)).toBe(true);
  });

  test("the system's page counts open items by layer and reason, and all of them after a failed check", async () => {
    const slug = next();
    const systemId = await plantSystem(world, { slug });
    const { caseId, identityId } = await plantLeaver(world);
    await plantSteps(world, { caseId, systemId, count: 2, verdict: "still_present" });
    await plantSteps(world, { caseId, systemId, count: 3, layer: "custody", verdict: "still_present" });
    await plantSteps(world, { caseId, systemId, count: 1, layer: "group", verdict: "latent" });
    await plantSteps(world, { caseId, systemId, count: 4, layer: "group", verdict: "verified_removed" });
    await db.superuser
      .sql`update item_verdict set reason = 'rule_revives' where system_id = ${systemId} and key = 'latent'`;
    const page = await read(slug);
    expect(page.leftToPeople).toEqual([
      { layer: "group", items: 1, because: expect.stringContaining("comes by a group or a rule") },
      { layer: "custody", items: 3, because: expect.stringContaining("cannot act on this layer") },
    ]);
    const [row] = await db.superuser.sql`select number from leaver_case where identity_id = ${identityId}`;
    expect(page.leavers).toMatchObject([{ leaverId: `LV-${row?.["number"]}`, open: 6, total: 10 }]);
    expect(page.system.leavers).toBe(1);
    await db.superuser.sql`update system set check_ok = false, checked_at = now() where id = ${systemId}`;
    expect((await read(slug)).leftToPeople.reduce((sum, one) => sum + one.items, 0)).toBe(6);
  });
});

describe("the owner of a connector's credential", () => {
  const holdsOf = async (caseId: string) => {
    const answer = await runQuery(world.ctx(), readLeaver, { leaver: caseId });
    if (!answer.ok) throw new Error(JSON.stringify(answer.reasons));
    return answer.value.holds.join(" ");
  };

  test("who leaves is said in the inventory, on the system's page and on their own, until another is named", async () => {
    const slug = next();
    const systemId = await plantSystem(world, { slug, name: "Vault" });
    const { caseId, identityId } = await plantLeaver(world, { effectiveAt: "2099-03-31" });
    const set = await world.run("system.set_credential_owner", { systemId, ownerId: identityId });
    expect(set).toMatchObject({ caseIds: [caseId] });
    expect((await rowOf(systemId)).credentialOwner).toMatchObject({ standing: "leaves", owner: { id: identityId } });
    expect((await read(slug)).system.credentialOwner?.leaverId).toMatch(/^LV-/);
    expect(await holdsOf(caseId)).toContain("own credential: replace it before anything is acted on: Vault.");
    await world.run("system.set_credential_owner", { systemId, ownerId: world.leftId });
    expect((await rowOf(systemId)).credentialOwner?.standing).toBe("left");
    expect(await holdsOf(caseId)).not.toContain("credential");
    await world.run("system.set_credential_owner", { systemId, ownerId: world.ownerId });
    expect((await rowOf(systemId)).credentialOwner?.standing).toBe("stays");
    await world.run("system.set_credential_owner", { systemId, ownerId: null });
    expect((await rowOf(systemId)).credentialOwner).toBeNull();
  });

  test("holds the leaver open at the gate, and lets go once it is replaced", async () => {
    const { sql } = db.superuser;
    const systemId = await plantSystem(world);
    const { caseId, identityId } = await plantLeaver(world, { effectiveAt: "2026-01-05" });
    // One item that is over, of a layer that is attested not to exist; everything was read.
    const layers = { account: { exists: "no" } };
    const byHand = (await world.run("system.register", { slug: next(), name: "By hand", layers }))["id"] ?? "";
    await sql`insert into case_item (id, case_id, system_id, layer, goal, inventoried_at, due_at, created_at)
      values (${world.ctx().newId()}, ${caseId}, ${byHand}, 'account', 'disabled', now(), now(), now())`;
    const settled = async () => {
      await sql`
        update step set state = 'ended', ended_at = now(), result = jsonb_build_object('readAt', micros(clock_timestamp()))
        where case_id = ${caseId}`;
      await sql`update leaver_case set settle_at = now(), inventoried_at = now() where id = ${caseId}`;
      const worker = testCtx(db.worker, { actor: { kind: "job", credential: "worker" }, connectors: [] });
      await settleLeavers(worker, { closingReadDelay: 0 });
      return (await sql`select state from leaver_case where id = ${caseId}`)[0]?.["state"];
    };
    await world.run("system.set_credential_owner", { systemId, ownerId: identityId });
    expect(await settled()).toBe("open");
    await world.run("system.set_credential_owner", { systemId, ownerId: null });
    expect(await settled()).toBe("closed_verified");
  });

  test("nobody takes their own name off while they leave; a system without connector has no such owner", async () => {
    const systemId = await plantSystem(world);
    const { identityId } = await plantLeaver(world, { effectiveAt: "2099-03-31" });
    await world.run("system.set_credential_owner", { systemId, ownerId: identityId });
    const leaver = userActor("analyst", idOf(identityId));
    const off = world.run("system.set_credential_owner", { systemId, ownerId: null }, leaver);
    await expect(off).rejects.toThrow("own_case");
    const byHand = (await world.run("system.register", { slug: next(), name: "By hand" }))["id"];
    const on = world.run("system.set_credential_owner", { systemId: byHand, ownerId: world.ownerId });
    await expect(on).rejects.toThrow("system_not_connected");
  });
});

describe("pages of the inventory", () => {
  test("tabs narrow, counts stay those of everything, and a page goes on where the one before ended", async () => {
    const whole = await list();
    expect(whole.tabs.map(({ key }) => key)).toEqual(["used", "all", "no_owner", "skipped"]);
    const used = await list({ tab: "used" });
    expect(used.rows.length).toBe(whole.rows.filter((row) => row.leavers > 0).length);
    expect(used.tabs).toEqual(whole.tabs);
    const paged: string[] = [];
    for (let cursor: string | undefined, pages = 0; pages < 50; pages += 1) {
      const page = await list({ limit: 3, cursor });
      paged.push(...page.rows.map((row) => row.id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole.rows.map((row) => row.id));
  });

  test("an owner sees the coverage of their own systems and of no other", async () => {
    const systemId = await plantSystem(world);
    await db.superuser.sql`update system set owner_identity_id = ${world.ownerId} where id = ${systemId}`;
    const owner = userActor("owner", idOf(world.ownerId));
    const answer = await runQuery(world.ctx(owner), listSystems, {});
    if (!answer.ok) throw new Error("not read");
    expect(answer.value.rows.every((row) => row.owner?.id === world.ownerId)).toBe(true);
    expect(answer.value.rows.map((row) => row.id)).toContain(systemId);
  });

  test("no more statements for sixty further systems", async () => {
    const statements = async (run: (ctx: Ctx) => Promise<unknown>) => {
      let sent = 0;
      const count = (sql: TransactionSql) =>
        new Proxy(sql, {
          apply: (target, self, args) => {
            sent += 1;
            return Reflect.apply(target, self, args);
          },
        });
      const begin = (options: string, inside: (sql: TransactionSql) => Promise<unknown>) =>
        db.web.sql.begin(options, (sql) => inside(count(sql)));
      const sql = new Proxy(db.web.sql, {
        get: (target, key) => (key === "begin" ? begin : Reflect.get(target, key)),
      });
      await run({ ...world.ctx(), database: { ...db.web, sql } });
      return sent;
    };
    const slug = next();
    await plantSystem(world, { slug });
    const screens = [(ctx: Ctx) => runQuery(ctx, listSystems, {}), (ctx: Ctx) => runQuery(ctx, readSystem, { slug })];
    const before = await Promise.all(screens.map(statements));
    await db.superuser.sql`
      insert into system (id, slug, name, tier, created_at) select gen_random_uuid(), 'more-' || n, 'More', 2, now() from generate_series(1, 60) n`;
    expect(await Promise.all(screens.map(statements))).toEqual(before);
    expect((await list()).rows.filter((row) => row.name === "More")).toHaveLength(60);
  });
});
