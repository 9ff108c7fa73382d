import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { AccountPage } from "#lib/connectors/contract.ts";
import { testCtx } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { KeyTable } from "../_kit/keys/key-table.ts";
import type { LeasedStep } from "../steps/lease-steps.ts";
import { findCommands } from "../testing/find-commands.ts";
import { World } from "../testing/world.ts";
import { cancelDiscovery } from "./cancel-discovery.ts";
import { startDiscovery } from "./start-discovery.ts";
import { type Taking, takePage } from "./take-page.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

/** A run whose step somebody holds. */
async function held(): Promise<LeasedStep> {
  const systemId = await world.register();
  const asked = await execute(world.ctx(), startDiscovery, { systemId, mode: "full" }, { idempotencyKey: null });
  if (!asked.ok) throw new Error(JSON.stringify(asked.reasons));
  const [step] = await db.superuser.sql`
    update step set state = 'leased', fence = 7, lease_until = now() + interval '1 hour' where id = ${asked.result.runId}
    returning id, fence, system_id as "systemId"`;
  // As much of a leased step as taking a page reads.
  return step as unknown as LeasedStep;
}

function page(ids: readonly string[], next: string | null): AccountPage {
  const plain = { displayName: null, emails: [], externalId: null, presence: "active" as const };
  const rows = ids.map((nativeId) => ({ ...plain, nativeId, userName: `Name-${nativeId}` }));
  return { rows, next, total: 9, failure: null, exchanges: [], retryAfter: null };
}

function take(step: LeasedStep, of: AccountPage, before: Taking | null): Taking {
  return takePage(testCtx(db.worker), step, of, { keys: new KeyTable(), first: true, before });
}

const stands = async ({ id, systemId }: LeasedStep) => {
  const { sql } = db.superuser;
  const [run] = await sql`select cursor, pages, rows from discovery_run where id = ${id}`;
  const accounts = await sql`
    select native_id || ' ' || name_key as account from profile_listed_account where system_id = ${systemId} order by 1`;
  return { ...run, accounts: accounts.map(({ account }) => account) };
};

test("two pages at once are kept in their order, also where the same account stands on both", async () => {
  const step = await held();
  const first = take(step, page(["a", "b"], "to-2"), null);
  const second = take(step, page(["b", "c"], "to-3"), first);
  expect(await Promise.all([first.kept, second.kept])).toEqual([true, true]);
  expect(await stands(step)).toEqual({
    cursor: "to-3",
    pages: 2,
    rows: 4,
    accounts: ["a name-a", "b name-b", "c name-c"],
  });
});

test("a page is kept of which the only account has no mail, and not before the one that comes before it: what is kept is all up to the place where the run stands", async () => {
  const step = await held();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const late: Taking = { ids: new Set(["x"]), sent: Promise.resolve(), kept: promise };
  const second = take(step, page(["a"], "to-3"), late);
  await second.sent;
  expect(await stands(step)).toMatchObject({ cursor: null, pages: 0, accounts: [] });
  resolve(true);
  expect(await second.kept).toBe(true);
  expect(await stands(step)).toMatchObject({ cursor: "to-3", pages: 1, accounts: ["a name-a"] });
});

test("nothing is kept of a page behind one that was lost, behind one that failed, or of a step that somebody else holds", async () => {
  const step = await held();
  const lost: Taking = { ids: new Set(), sent: Promise.resolve(), kept: Promise.resolve(false) };
  expect(await take(step, page(["a"], "to-3"), lost).kept).toBe(false);
  const failed = Promise.reject(new Error("the database is gone"));
  failed.catch(() => undefined);
  await expect(take(step, page(["b"], "to-3"), { ...lost, kept: failed }).kept).rejects.toThrow("gone");
  expect(await take({ ...step, fence: 6 }, page(["c"], "to-2"), null).kept).toBe(false);
  expect(await stands(step)).toEqual({ cursor: null, pages: 0, rows: 0, accounts: [] });
});

test("a listing that is stopped while a page is being kept waits for that page, and neither is turned away", async () => {
  const step = await held();
  const { sql } = db.superuser;
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  // As a page locks: the run, then its step.
  const page = sql.begin(async (tx) => {
    await tx`select from discovery_run where id = ${step.id} for update`;
    resolve();
    while ((await sql`select from pg_locks where not granted limit 1`).length === 0);
    await tx`select from step where id = ${step.id} for update`;
    return "kept";
  });
  await begun;
  const stop = execute(world.ctx(), cancelDiscovery, { systemId: step.systemId }, { idempotencyKey: null });
  expect(await page).toBe("kept");
  expect(await stop).toMatchObject({ ok: true, result: { runId: step.id } });
});
