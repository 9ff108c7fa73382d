import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../testing.ts";
import { registerWorker } from "../workers/register-worker.ts";
import { grantPermits } from "./grant-permits.ts";

const LASTS = 10_000_000;
const system = randomUUID();
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  const { sql } = db.superuser;
  await sql`insert into system (id, slug, name, tier, created_at) values (${system}, 'target', 'Target', 1, now())`;
  await sql`insert into target_budget (system_id, in_flight_max) values (${system}, 4)`;
});
beforeEach(async () => {
  await db.superuser.sql`delete from target_permit`;
  await db.superuser.sql`delete from worker`;
});
afterAll(() => db.drop());

async function worker(): Promise<string> {
  const id = randomUUID();
  await registerWorker(db.worker, id, "test");
  return id;
}

async function ask(workerId: string, held: number): Promise<number> {
  return (await grantPermits(db.worker, workerId, new Map([[system, held]]), LASTS)).get(system) ?? -1;
}

it("calls that are still in flight are nobody else's, until their worker says that it holds less", async () => {
  const first = await worker();
  expect(await ask(first, 0)).toBe(4);
  const second = await worker();
  expect(await ask(second, 0)).toBe(0);
  // The first learns its smaller share while its four calls are under way.
  expect(await ask(first, 4)).toBe(2);
  expect(await ask(second, 0)).toBe(0);
  expect(await ask(first, 2)).toBe(2);
  expect(await ask(second, 0)).toBe(2);
});

it("workers that ask at the same moment never get more than there is", async () => {
  for (let round = 0; round < 10; round += 1) {
    await db.superuser.sql`delete from target_permit`;
    await db.superuser.sql`delete from worker`;
    const workers = [await worker()];
    // Each has been counted alone: every one of them would be given all four.
    const others = Array.from({ length: 5 }, () => randomUUID());
    const granted = await Promise.all([...workers, ...others].map((id) => ask(id, 0)));
    expect(granted.reduce((sum, permits) => sum + permits, 0)).toBe(4);
  }
});
