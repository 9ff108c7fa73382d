import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { judgeListing } from "./judge-listing.ts";
import { releaseListing } from "./release-listing.ts";

let db: TestDatabase;
const systemId = "00000000-0000-7000-8000-00000000aaaa";
beforeAll(async () => {
  db = await createTestDatabase();
  await db.superuser
    .sql`insert into system (id, slug, name, tier, created_at) values (${systemId}, 'one', 'One', 1, now())`;
});
afterAll(() => db.drop());

const judge = async (rows: number, of = systemId) =>
  (await judgeListing(testCtx(db.worker, { actor: { kind: "job", credential: "worker" } }), of, rows)).held;
const release = () =>
  execute(testCtx(db.web, { actor: userActor("analyst") }), releaseListing, { systemId }, { idempotencyKey: null });

it("an empty listing is never believed, not even the first", async () => {
  expect(await judge(0)).toBe(true);
});

it("a listing that lost half its rows is held until a person releases it, and its size is no new measure", async () => {
  expect(await judge(100)).toBe(false);
  expect(await judge(50)).toBe(true);
  expect(await judge(50)).toBe(true);
  const [entry] = await db.superuser.sql`
    select count(*)::int as held from entry where convert_from(body, 'UTF8')::jsonb #>> '{entries,0,kind}' = 'listing.held'`;
  // One for the empty listing, one for the half: a hold that stands is not recorded again.
  expect(entry?.held).toBe(2);
  expect((await release()).ok).toBe(true);
  expect(await judge(50)).toBe(false);
  expect(await judge(48)).toBe(false);
});

it("a released listing is believed although it is empty, and only the next one is", async () => {
  expect(await judge(0)).toBe(true);
  expect((await release()).ok).toBe(true);
  expect(await judge(0)).toBe(false);
  expect(await judge(0)).toBe(true);
  expect((await release()).ok).toBe(true);
  expect(await judge(48)).toBe(false);
});

it("the size of a first listing that is held is no measure for the second", async () => {
  const fresh = "00000000-0000-7000-8000-00000000bbbb";
  await db.superuser.sql`
    insert into system (id, slug, name, tier, created_at) values (${fresh}, 'two', 'Two', 1, now())`;
  await db.superuser.sql`insert into account (id, system_id, kind, first_seen_at)
    select gen_random_uuid(), ${fresh}, 'human', now() from generate_series(1, 100) n`;
  expect(await judge(10, fresh)).toBe(true);
  expect(await judge(10, fresh)).toBe(true);
});

it("what is not held cannot be released", async () => {
  expect(await release()).toMatchObject({ ok: false, reasons: [{ code: "not_found" }] });
});
