import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { Company, event } from "../testing/company.ts";
import { releaseSource } from "./release-source.ts";

let db: TestDatabase;
let company: Company;
beforeAll(async () => {
  db = await createTestDatabase();
  company = new Company(db);
  await company.addPeople("p", 60);
});
afterAll(() => db.drop());

const planned = { effectiveAt: "2050-01-30", zone: "UTC" };
const corrected = { effectiveAt: "2050-06-29", zone: "UTC" };
const list = (source: string, from: number, count: number) =>
  Array.from({ length: count }, (_, at) =>
    event({ personKey: `p-${from + at}`, source, eventId: `l-${from + at}`, ...planned }),
  );
const release = (source: string) =>
  execute(company.ctx(userActor("analyst")), releaseSource, { source }, { idempotencyKey: null });
const endOf = async (personKey: string) => (await company.casesOf(personKey))[0]?.["effective_at"];

test("a correction sent while its source is held counts on release, for a held leaver and for one under way", async () => {
  await company.record(list("fix", 0, 1));
  expect((await company.record(list("fix", 1, 12))).held).toBe(12);
  const fixes = ["p-0", "p-1"].map((personKey) => event({ personKey, source: "fix", ...corrected }));
  expect((await company.record(fixes)).held).toBe(2);
  expect(await endOf("p-0")).toContain("2050-01-31");
  expect(await release("fix")).toMatchObject({ ok: true });
  expect(await endOf("p-0")).toContain("2050-06-30");
  expect(await endOf("p-1")).toContain("2050-06-30");
  expect(await endOf("p-2")).toContain("2050-01-31");
  expect(await company.casesOf("p-1")).toHaveLength(1);
});

test("a list that is sent again with one more row asks for one, not for all of it", async () => {
  expect((await company.record(list("again", 20, 9))).held).toBe(0);
  const again = await company.record(list("again", 20, 10));
  expect(again).toMatchObject({ duplicates: 9, accepted: 1, held: 0 });
});

test("of a held source three single emergencies pass within an hour; the fourth waits", async () => {
  await company.record(list("loud", 31, 11));
  const held: number[] = [];
  for (const at of [45, 46, 47, 48]) {
    held.push((await company.record([event({ personKey: `p-${at}`, source: "loud", emergency: true })])).held);
  }
  expect(held).toEqual([0, 0, 0, 1]);
});

test.each(["canary@example.com", "x".repeat(61), "hr/eu"])("a source is not called %s", async (source) => {
  const { results } = await company.record([event({ personKey: "p-50", source })]);
  expect(results).toMatchObject([{ status: "refused", error: { code: "input_invalid", path: "events[0].source" } }]);
});
