import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { isPermitted, ROLES } from "#lib/core/permissions.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "./_kit/execute.ts";
import { EXAMPLES } from "./testing/examples.ts";
import { findCommands } from "./testing/find-commands.ts";
import { system, World } from "./testing/world.ts";

let db: TestDatabase;
let world: World;

beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

const entriesOf = async (ctx: Ctx): Promise<string[]> =>
  (
    await db.superuser.sql`
      select told->>'kind' as kind
      from entry, jsonb_array_elements(convert_from(body, 'UTF8')::jsonb->'entries') with ordinality as t(told, place)
      where convert_from(body, 'UTF8')::jsonb->>'request' = ${ctx.requestId} order by id, place`
  ).map((row) => row["kind"]);

test("every command has an example of success and of refusal here", () => {
  expect([...world.commands.keys()].sort()).toEqual(Object.keys(EXAMPLES).sort());
});

describe.each(Object.entries(EXAMPLES))("%s", (name, example) => {
  test("goes through and leaves evidence; sent again under its key, it changes nothing", async () => {
    const input = await example.good(world);
    const ctx = world.ctx(example.by?.(world));
    const options = { idempotencyKey: `key of ${name}` };
    const outcome = await execute(ctx, world.find(name), input, options);
    expect(outcome).toMatchObject({ ok: true, replayed: false });
    const entries = await entriesOf(ctx);
    expect(entries.length).toBeGreaterThan(0);
    expect(entries).not.toContain("command.refused");
    const again = await execute(ctx, world.find(name), input, options);
    expect(again).toMatchObject({
      ok: true,
      replayed: true,
      result: JSON.parse(JSON.stringify(outcome.ok && outcome.result)),
    });
    expect(await entriesOf(ctx)).toEqual(entries);
  });

  test("refuses with its code, changes nothing, and records it", async () => {
    const { input, code, actor } = await example.bad(world);
    const ctx = world.ctx(actor);
    const outcome = await execute(ctx, world.find(name), input, { idempotencyKey: null });
    expect(outcome.ok ? [] : outcome.reasons.map((reason) => reason.code)).toContain(code);
    const entries = await entriesOf(ctx);
    expect(entries).toEqual(code === "input_invalid" ? [] : ["command.refused"]);
  });

  test("is closed to every role that the table does not name, and says so to the ledger", async () => {
    const { permission } = world.find(name);
    const closed = ROLES.filter((role) => !isPermitted(role, permission));
    // Auditors change nothing; what they may is to take evidence away.
    expect(closed).toContain(permission === "leaver:export" ? "owner" : "auditor");
    const input = await example.good(world);
    for (const role of closed) {
      const ctx = world.ctx(userActor(role));
      const outcome = await execute(ctx, world.find(name), input, { idempotencyKey: null });
      expect(outcome, role).toMatchObject({ ok: false, reasons: [{ code: "not_permitted" }] });
      expect(await entriesOf(ctx), role).toEqual(["command.refused"]);
    }
  });
});

describe("an owner", () => {
  test("claims on their own system and sees nothing of another's", async () => {
    const { stepId } = await world.item();
    await db.superuser.sql`update system set owner_identity_id = ${world.ownerId} where id = ${world.systemId}`;
    const stranger = await execute(
      world.ctx(userActor("owner", await world.person())),
      world.find("step.claim"),
      { stepId },
      { idempotencyKey: null },
    );
    expect(stranger).toMatchObject({ ok: false, reasons: [{ code: "not_found" }] });
    const own = await execute(
      world.ctx(userActor("owner", world.ownerId)),
      world.find("step.claim"),
      { stepId },
      { idempotencyKey: null },
    );
    expect(own).toMatchObject({ ok: true, result: { looksAt: expect.any(Number) } });
    const nobody = await execute(
      world.ctx(userActor("owner")),
      world.find("step.claim"),
      { stepId },
      { idempotencyKey: null },
    );
    expect(nobody).toMatchObject({ ok: false, reasons: [{ code: "not_found" }] });
  });
});

describe("a claim", () => {
  test("turns nothing green: the item reads Reported removed and a look is due", async () => {
    const { itemId, stepId } = await world.item();
    await world.run("step.claim", { stepId });
    const [row] = await db.superuser.sql`
      select v.key, (select count(*) from step s where s.item_id = v.item_id and s.kind = 'observe' and s.state = 'ready') as looks,
        (select state from step where id = ${stepId}) as state from item_verdict v where v.item_id = ${itemId}`;
    expect(row).toEqual({ key: "reported_removed", looks: 1, state: "ended" });
  });
});

describe("a claim that comes too late", () => {
  const claim = (stepId: string) =>
    execute(world.ctx(), world.find("step.claim"), { stepId, note: "put back" }, { idempotencyKey: null });
  const restoring = async () => {
    const { caseId, itemId } = await world.item();
    await world.run("leaver.cancel", { leaverId: caseId, because: "rescinded" });
    const id = world.ctx().newId();
    await db.superuser
      .sql`insert into step (id, kind, state, case_id, item_id, system_id, epoch, not_before, created_at)
      values (${id}, 'restore', 'waiting', ${caseId}, ${itemId}, ${world.systemId}, 1, now(), now())`;
    return { id, itemId };
  };

  test("is refused on a step that ended", async () => {
    const { stepId } = await world.item();
    await world.run("step.claim", { stepId });
    expect(await claim(stepId)).toMatchObject({ ok: false, reasons: [{ code: "transition_refused" }] });
  });

  test.each(["closed_verified", "ended_open", "archived"])("is refused on a case that is %s", async (state) => {
    const { caseId, stepId } = await world.item();
    await db.superuser.sql`update leaver_case set state = ${state} where id = ${caseId}`;
    expect(await claim(stepId)).toMatchObject({ ok: false, reasons: [{ code: "transition_refused" }] });
  });

  test("is refused on a cancelled case", async () => {
    const { caseId, stepId } = await world.item();
    await world.run("leaver.cancel", { leaverId: caseId, because: "rescinded" });
    expect(await claim(stepId)).toMatchObject({ ok: false, reasons: [{ code: "epoch_passed" }] });
  });

  test("ends a restore of a cancelled case, once, and claims nothing of the access", async () => {
    const { id, itemId } = await restoring();
    expect(await claim(id)).toMatchObject({ ok: true, result: { claimId: null, looksAt: null } });
    const [row] = await db.superuser.sql`
      select state, result ->> 'note' as note, (select count(*)::int from claim where item_id = ${itemId}) as claims
      from step where id = ${id}`;
    expect(row).toEqual({ state: "ended", note: "put back", claims: 0 });
    expect(await claim(id)).toMatchObject({ ok: false, reasons: [{ code: "transition_refused" }] });
  });
});

describe("a layer that is stated absent", () => {
  test("names who said so, ends within a year, and has the system's live cases judged again", async () => {
    const { caseId } = await world.item();
    await db.superuser.sql`update leaver_case set settle_at = null where id = ${caseId}`;
    const existsUntil = "2099-01-01T00:00:00Z";
    await world.run("system.state_layer", { systemId: world.systemId, layer: "session", exists: "no", existsUntil });
    const [row] = await db.superuser.sql`
      select exists, attested_by is not null as named, exists_until between now() + interval '364 days'
        and now() + interval '366 days' as within, (select settle_at <= now() from leaver_case where id = ${caseId}) as asked
      from system_layer where system_id = ${world.systemId} and layer = 'session'`;
    expect(row).toEqual({ exists: "no", named: true, within: true, asked: true });
    await world.run("system.state_layer", { systemId: world.systemId, layer: "session", exists: "unknown" });
    const [back] = await db.superuser.sql`
      select exists, exists_until, attested_by from system_layer where system_id = ${world.systemId} and layer = 'session'`;
    expect(back).toEqual({ exists: "unknown", exists_until: null, attested_by: null });
  });

  test("is stated by nobody whose own case runs on the system, nor as a bot they answer for", async () => {
    const { systemId, identityId, caseId } = await world.byHand();
    const bot = world.ctx().newId();
    await db.superuser
      .sql`insert into identity (id, kind, accountable_identity_id, created_at) values (${bot}, 'bot', ${identityId}, now())`;
    const state = (who: string) =>
      execute(
        world.ctx(userActor("administrator", who)),
        world.find("system.state_layer"),
        { systemId, layer: "session", exists: "no" },
        { idempotencyKey: null },
      );
    for (const who of [identityId, bot])
      expect(await state(who)).toMatchObject({ ok: false, reasons: [{ code: "own_case" }] });
    await db.superuser.sql`update leaver_case set state = 'closed_verified' where id = ${caseId}`;
    expect(await state(identityId)).toMatchObject({ ok: true });
  });

  test("is never the account layer of a system whose accounts are known", async () => {
    const systemId = (await world.run("system.register", { slug: "known-accounts", name: "Known", tier: 2 }))["id"];
    const state = () =>
      execute(
        world.ctx(),
        world.find("system.state_layer"),
        { systemId, layer: "account", exists: "no" },
        { idempotencyKey: null },
      );
    expect(await state()).toMatchObject({ ok: true });
    await db.superuser.sql`insert into account (id, system_id, kind, first_seen_at)
      values (${world.ctx().newId()}, ${systemId ?? ""}, 'human', now())`;
    expect(await state()).toMatchObject({ ok: false, reasons: [{ code: "attestation_refused" }] });
  });
});

describe("a registered system", () => {
  test("acts on nothing, keeps its secret sealed, and knows only what its connector can see", async () => {
    const registered = await world.run("system.register", system());
    const id: string = registered["id"] ?? "";
    const [row] = await db.superuser.sql`select acting, check_ok from system where id = ${id}`;
    expect(row).toEqual({ acting: false, check_ok: null });
    const layers = await db.superuser
      .sql`select layer, exists, act, observe from system_layer where system_id = ${id} order by layer`;
    expect(layers).toHaveLength(8);
    expect(layers.find((layer) => layer["layer"] === "account")).toMatchObject({
      exists: "yes",
      act: "connector",
      observe: "connector",
    });
    expect(layers.find((layer) => layer["layer"] === "session")).toMatchObject({
      exists: "unknown",
      act: "manual",
      observe: "none",
    });
    const [secret] = await db.superuser.sql`select sealed from system_secret where system_id = ${id}`;
    expect(secret?.["sealed"].includes("canary-secret")).toBe(false);
    await expect(db.web.sql`select sealed from system_secret`).rejects.toThrow("permission denied");
  });

  test("a layer that is said not to exist names who said so, and until when", async () => {
    const input = system({
      layers: { session: { exists: "no" }, custody: { exists: "no", existsUntil: "2026-12-31T00:00:00Z" } },
    });
    const id: string = await world.register(input);
    const rows = await db.superuser.sql`
      select layer, attested_by is not null as said, exists_until <= now() + interval '366 days' as ends
      from system_layer where system_id = ${id} and exists = 'no' order by layer`;
    expect(rows).toEqual([
      { layer: "custody", said: true, ends: true },
      { layer: "session", said: true, ends: true },
    ]);
  });

  test("no secret of it stands in receipt, ledger, change table or anywhere but its sealed box", async () => {
    await execute(world.ctx(), world.find("system.register"), system(), { idempotencyKey: "with a secret" });
    const [receipt] = await db.superuser
      .sql`select row_to_json(r)::text as t from command_receipt r where idempotency_key = 'with a secret'`;
    const entries = await db.superuser.sql`select convert_from(body, 'UTF8') as t from entry`;
    const text = [receipt, ...entries].map((row) => row?.["t"]).join("\n");
    expect(text).toContain("secret.sealed");
    expect(text).not.toContain("canary-secret");
    // Another secret is another request. The receipt tells by a slow digest, against which trying words takes long.
    const [ctx, input] = [world.ctx(), system()];
    await execute(ctx, world.find("system.register"), input, { idempotencyKey: "k" });
    const again = { ...input, secrets: { token: "another" } };
    expect(await execute(ctx, world.find("system.register"), again, { idempotencyKey: "k" })).toMatchObject({
      ok: false,
      reasons: [{ code: "idempotency_conflict" }],
    });
  });
});
