import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { registry } from "#lib/connectors/registry.ts";
import { isPermitted, ROLES } from "#lib/core/permissions.ts";
import type { Actor, Ctx } from "#lib/runtime/context.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import type { Command } from "./_kit/command.ts";
import { execute } from "./_kit/execute.ts";

/** Every command there is, found by reading the files: one that is new and has no example below fails the test. */
const commands: Command<unknown, unknown>[] = [];
const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !/^_kit|\.(test|integ)\.ts$/.test(file),
);
for (const file of files) {
  const loaded: Record<string, unknown> = await import(pathToFileURL(join(import.meta.dirname, file)).href);
  for (const value of Object.values(loaded)) {
    if (typeof value === "object" && value !== null && "kind" in value && value.kind === "command") {
      // The kind is set by defineCommand alone.
      commands.push(value as Command<unknown, unknown>);
    }
  }
}

let db: TestDatabase;
let world: World;
let count = 0;

interface World {
  readonly ownerId: string;
  readonly leftId: string;
  readonly systemId: string;
}
interface Item {
  readonly caseId: string;
  readonly identityId: string;
  readonly itemId: string;
  readonly stepId: string;
  readonly actStepId: string;
}
interface Example {
  readonly good: () => Promise<unknown>;
  /** Refused although the role may: by what, and by whom if not by an administrator. */
  readonly bad: () => Promise<{ readonly input: unknown; readonly code: string; readonly actor?: Actor }>;
}

const connectors = ["scim"].flatMap((id) => registry().find(id) ?? []);
const ctxOf = (actor: Actor = userActor("administrator")): Ctx => testCtx(db.web, { actor, connectors });
const find = (name: string) => {
  const found = commands.find((command) => command.name === name);
  if (found === undefined) throw new Error(`no command ${name}`);
  return found;
};
async function run(name: string, input: unknown, actor?: Actor): Promise<Record<string, never>> {
  const outcome = await execute(ctxOf(actor), find(name), input, { idempotencyKey: null });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
  // Results differ by command; the tests below read only fields that their command has.
  return outcome.result as Record<string, never>;
}
const counted = () => {
  count += 1;
  return count;
};
const next = () => `n-${counted()}`;
const system = (over: object = {}) => ({
  slug: next(),
  name: "CRM",
  connector: "scim",
  config: { baseUrl: "https://crm.example.com/scim/v2" },
  secrets: { token: "canary-secret" },
  ...over,
});

async function person(key = next()): Promise<string> {
  await run("identity.record", { identities: [{ personKey: key, displayName: `Person ${key}` }] });
  const [row] = await db.superuser.sql`select identity_id from profile_identity where person_key = ${key}`;
  return row?.identity_id;
}

const event = (personKey: string, over: object = {}) => ({
  source: next(),
  eventId: "e",
  personKey,
  effectiveAt: "2026-03-31",
  zone: "UTC",
  ...over,
});

/** A leaver with one account that was found, an act that waits for its time and a step that waits for a person. */
async function item(): Promise<Item> {
  const key = next();
  const identityId = await person(key);
  await run("lifecycle_event.record", { events: [event(key)] });
  const { sql, newId } = { sql: db.superuser.sql, newId: testCtx(db.superuser).newId };
  const [found] = await sql`select id from leaver_case where identity_id = ${identityId}`;
  const caseId: string = found?.id;
  const [itemId, stepId, actStepId, accountId, accessId] = [newId(), newId(), newId(), newId(), newId()];
  const { systemId } = world;
  await sql`insert into account (id, system_id, kind, first_seen_at) values (${accountId}, ${systemId}, 'human', now())`;
  await sql`insert into access (id, system_id, account_id, layer, first_seen_at) values (${accessId}, ${systemId}, ${accountId}, 'account', now())`;
  await sql`insert into case_item (id, case_id, system_id, layer, account_id, access_id, goal, found_at, inventoried_at, due_at, created_at)
    values (${itemId}, ${caseId}, ${systemId}, 'account', ${accountId}, ${accessId}, 'disabled', now(), now(), now(), now())`;
  await sql`insert into step (id, kind, state, case_id, item_id, system_id, epoch, not_before, created_at)
    values (${stepId}, 'person', 'waiting', ${caseId}, ${itemId}, ${systemId}, 1, now(), now()),
      (${actStepId}, 'act', 'ready', ${caseId}, ${itemId}, ${systemId}, 1, now() + interval '1 day', now())`;
  return { caseId, identityId, itemId, stepId, actStepId };
}

const nowhere = "01890000-0000-7000-8000-000000000000";
const digest = () => counted().toString(16).padStart(64, "0");

const EXAMPLES: Readonly<Record<string, Example>> = {
  "identity.record": {
    good: async () => ({ identities: [{ personKey: next(), displayName: "A" }] }),
    bad: async () => ({ input: { identities: [] }, code: "input_invalid" }),
  },
  "lifecycle_event.record": {
    good: async () => {
      const key = next();
      await person(key);
      return { events: [event(key)] };
    },
    bad: async () => ({ input: { events: [], extra: 1 }, code: "input_invalid" }),
  },
  "source.release": {
    good: async () => {
      const source = next();
      const keys = Array.from({ length: 11 }, next);
      for (const key of keys) await person(key);
      await run("lifecycle_event.record", { events: keys.map((key) => event(key, { source, eventId: key })) });
      return { source };
    },
    bad: async () => ({ input: { source: "nobody held it" }, code: "not_found" }),
  },
  "system.register": {
    good: async () => system(),
    bad: async () => ({ input: system({ config: { baseUrl: "gopher://x" } }), code: "config_invalid" }),
  },
  "system.check": {
    good: async () => ({ systemId: (await run("system.register", system()))["id"] }),
    bad: async () => ({
      input: { systemId: (await run("system.register", { slug: next(), name: "By hand" }))["id"] },
      code: "system_not_connected",
    }),
  },
  "system.set_acting": {
    good: async () => ({ systemId: (await run("system.register", system()))["id"], acting: true }),
    bad: async () => ({ input: { systemId: nowhere, acting: true }, code: "not_found" }),
  },
  "system.assign": {
    good: async () => ({ systemId: (await run("system.register", system()))["id"], ownerId: world.ownerId }),
    bad: async () => ({ input: { systemId: world.systemId, ownerId: world.leftId }, code: "owner_unknown" }),
  },
  "leaver.verify": {
    good: async () => ({ leaverId: (await item()).caseId }),
    bad: async () => ({ input: { leaverId: "LV-1" }, code: "not_found" }),
  },
  "item.verify": {
    good: async () => {
      const { itemId, actStepId } = await item();
      await db.superuser.sql`update step set state = 'ended' where id = ${actStepId}`;
      return { itemId };
    },
    bad: async () => ({ input: { itemId: nowhere }, code: "not_found" }),
  },
  "leaver.dispatch": {
    good: async () => ({ leaverId: (await item()).caseId }),
    bad: async () => {
      const { caseId, identityId } = await item();
      return { input: { leaverId: caseId }, code: "own_case", actor: userActor("administrator", identityId) };
    },
  },
  "step.dispatch": {
    good: async () => ({ stepId: (await item()).actStepId }),
    bad: async () => {
      const { stepId, actStepId } = await item();
      await db.superuser.sql`update step set state = 'ended' where id = ${actStepId}`;
      return { input: { stepId }, code: "observe_only" };
    },
  },
  "step.claim": {
    good: async () => ({ stepId: (await item()).stepId, note: "ticket 4711" }),
    bad: async () => {
      const { stepId, identityId } = await item();
      return { input: { stepId }, code: "own_case", actor: userActor("administrator", identityId) };
    },
  },
  "step.assign": {
    good: async () => ({ steps: [{ id: (await item()).stepId, version: 1 }], ownerId: world.ownerId }),
    bad: async () => ({
      input: { steps: [{ id: (await item()).stepId, version: 7 }], ownerId: world.ownerId },
      code: "version_conflict",
    }),
  },
  "token.create": {
    good: async () => ({ name: next(), role: "owner", digest: digest(), prefix: "closeout_api_x" }),
    bad: async () => ({
      input: { name: "x", role: "owner", digest: digest(), prefix: "closeout_api_x", personKey: "nobody" },
      code: "identity_unknown",
    }),
  },
  "user.create_sign_in_link": {
    good: async () => ({ name: next(), role: "analyst", digest: digest() }),
    bad: async () => ({ input: { name: "x", role: "superuser", digest: digest() }, code: "input_invalid" }),
  },
};

const entriesOf = async (ctx: Ctx): Promise<string[]> =>
  (
    await db.superuser.sql`
      select convert_from(body, 'UTF8')::jsonb->>'kind' as kind from entry
      where convert_from(body, 'UTF8')::jsonb->>'request' = ${ctx.requestId} order by id`
  ).map((row) => row["kind"]);

beforeAll(async () => {
  db = await createTestDatabase();
  const [ownerId, leftId] = [await person("owner"), await person("left")];
  await db.superuser.sql`update engagement set ended_at = now() - interval '1 day' where identity_id = ${leftId}`;
  const registered = await run("system.register", system({ slug: "world" }));
  world = { ownerId, leftId, systemId: registered["id"] ?? "" };
});
afterAll(() => db.drop());

test("every command has an example of success and of refusal here", () => {
  expect(commands.map((command) => command.name).sort()).toEqual(Object.keys(EXAMPLES).sort());
});

describe.each(Object.entries(EXAMPLES))("%s", (name, example) => {
  test("goes through and leaves evidence; sent again under its key, it changes nothing", async () => {
    const ctx = ctxOf();
    const input = await example.good();
    const options = { idempotencyKey: `key of ${name}` };
    const outcome = await execute(ctx, find(name), input, options);
    expect(outcome).toMatchObject({ ok: true, replayed: false });
    const entries = await entriesOf(ctx);
    expect(entries.length).toBeGreaterThan(0);
    expect(entries).not.toContain("command.refused");
    const again = await execute(ctx, find(name), input, options);
    expect(again).toMatchObject({
      ok: true,
      replayed: true,
      result: JSON.parse(JSON.stringify(outcome.ok && outcome.result)),
    });
    expect(await entriesOf(ctx)).toEqual(entries);
  });

  test("refuses with its code, changes nothing, and records it", async () => {
    const { input, code, actor } = await example.bad();
    const ctx = ctxOf(actor);
    const outcome = await execute(ctx, find(name), input, { idempotencyKey: null });
    expect(outcome.ok ? [] : outcome.reasons.map((reason) => reason.code)).toContain(code);
    const entries = await entriesOf(ctx);
    expect(entries).toEqual(code === "input_invalid" ? [] : ["command.refused"]);
  });

  test("is closed to every role that the table does not name, and says so to the ledger", async () => {
    const { permission } = find(name);
    const closed = ROLES.filter((role) => !isPermitted(role, permission));
    expect(closed).toContain("auditor");
    const input = await example.good();
    for (const role of closed) {
      const ctx = ctxOf(userActor(role));
      const outcome = await execute(ctx, find(name), input, { idempotencyKey: null });
      expect(outcome, role).toMatchObject({ ok: false, reasons: [{ code: "not_permitted" }] });
      expect(await entriesOf(ctx), role).toEqual(["command.refused"]);
    }
  });
});

describe("an owner", () => {
  test("claims on their own system and sees nothing of another's", async () => {
    const { stepId } = await item();
    await db.superuser.sql`update system set owner_identity_id = ${world.ownerId} where id = ${world.systemId}`;
    const stranger = await execute(
      ctxOf(userActor("owner", await person())),
      find("step.claim"),
      { stepId },
      { idempotencyKey: null },
    );
    expect(stranger).toMatchObject({ ok: false, reasons: [{ code: "not_found" }] });
    const own = await execute(
      ctxOf(userActor("owner", world.ownerId)),
      find("step.claim"),
      { stepId },
      { idempotencyKey: null },
    );
    expect(own).toMatchObject({ ok: true, result: { looksAt: expect.any(Number) } });
    const nobody = await execute(ctxOf(userActor("owner")), find("step.claim"), { stepId }, { idempotencyKey: null });
    expect(nobody).toMatchObject({ ok: false, reasons: [{ code: "not_found" }] });
  });
});

describe("a claim", () => {
  test("turns nothing green: the item reads Reported removed and a look is due", async () => {
    const { itemId, stepId } = await item();
    await run("step.claim", { stepId });
    const [row] = await db.superuser.sql`
      select v.key, (select count(*) from step s where s.item_id = v.item_id and s.kind = 'observe' and s.state = 'ready') as looks,
        (select state from step where id = ${stepId}) as state from item_verdict v where v.item_id = ${itemId}`;
    expect(row).toEqual({ key: "reported_removed", looks: 1, state: "ended" });
  });
});

describe("a registered system", () => {
  test("acts on nothing, keeps its secret sealed, and knows only what its connector can see", async () => {
    const registered = await run("system.register", system());
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
    const id: string = (await run("system.register", input))["id"] ?? "";
    const rows = await db.superuser.sql`
      select layer, attested_by is not null as said, exists_until <= now() + interval '366 days' as ends
      from system_layer where system_id = ${id} and exists = 'no' order by layer`;
    expect(rows).toEqual([
      { layer: "custody", said: true, ends: true },
      { layer: "session", said: true, ends: true },
    ]);
  });

  test("no secret of it stands in receipt, ledger, change table or anywhere but its sealed box", async () => {
    await execute(ctxOf(), find("system.register"), system(), { idempotencyKey: "with a secret" });
    const [receipt] = await db.superuser
      .sql`select row_to_json(r)::text as t from command_receipt r where idempotency_key = 'with a secret'`;
    const entries = await db.superuser.sql`select convert_from(body, 'UTF8') as t from entry`;
    const text = [receipt, ...entries].map((row) => row?.["t"]).join("\n");
    expect(text).toContain("secret.sealed");
    expect(text).not.toContain("canary-secret");
    // The digest in the receipt does not depend on the secret: nobody can try words against it.
    const [ctx, input] = [ctxOf(), system()];
    await execute(ctx, find("system.register"), input, { idempotencyKey: "k" });
    const again = { ...input, secrets: { token: "another" } };
    expect(await execute(ctx, find("system.register"), again, { idempotencyKey: "k" })).toMatchObject({
      replayed: true,
    });
  });
});
