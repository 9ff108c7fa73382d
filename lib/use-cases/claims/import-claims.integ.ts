import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { findCommands } from "../testing/find-commands.ts";
import { World } from "../testing/world.ts";
import { importClaims } from "./import-claims.ts";
import type { MappingName } from "./mappings/find-mapping.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
  for (const [email, key] of [
    ["one@example.com", "p-one"],
    ["two@example.com", "p-two"],
  ] as const) {
    const { identityId } = await world.item();
    await db.superuser
      .sql`update profile_identity set emails = ${[email]}, person_key = ${key} where identity_id = ${identityId}`;
  }
});
afterAll(() => db.drop());

const text = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");

async function load(mapping: MappingName, csv: string, zone?: string) {
  const lines = async function* () {
    yield* csv.split(/\r?\n/);
  };
  const ctx = world.ctx(userActor("analyst"));
  const imported = await importClaims(ctx, lines, { mapping, source: undefined, zone });
  if (!imported.ok) throw new Error(imported.reasons[0].sentence);
  const { refused, ...counts } = imported.value;
  return { ...counts, refused: refused.map(({ line, column, error }) => [line, column, error.code]) };
}

const stated = async (source: string) =>
  (
    await db.superuser.sql`
      select w.external_id as id, t.state, t.layer, to_char(t.stated_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at
      from tool_claim t join profile_tool_claim w on w.claim_id = t.id where t.source = ${source} order by w.external_id`
  ).map((row) => Object.values(row));

test("an export of Okta's tasks: the right ones are taken, the wrong one is named by its line and column, and again nothing counts twice", async () => {
  const first = await load("okta-tasks", text("okta-tasks.csv"));
  expect(first).toEqual({
    rows: 5,
    matched: 2,
    waiting: 2,
    duplicates: 0,
    passedOver: 0,
    refused: [[6, "Status", "input_invalid"]],
  });
  expect(await stated("Okta tasks")).toEqual([
    ["oktask-901", "removed", "account", "2025-11-14 12:32"],
    ["oktask-902", "pending", "account", null],
    ["oktask-903", "removed", "account", "2025-11-14 12:33"],
    ["oktask-904", "failed", "account", "2025-11-14 12:35"],
  ]);
  expect(await load("okta-tasks", text("okta-tasks.csv"))).toMatchObject({ matched: 0, waiting: 0, duplicates: 4 });
});

test("Entra's workflow history speaks of the directory itself, layer by layer", async () => {
  const imported = await load("entra-workflow-history", text("entra-workflow-history.csv"));
  expect(imported).toEqual({ rows: 4, matched: 0, waiting: 4, duplicates: 0, passedOver: 0, refused: [] });
  expect(await stated("Entra lifecycle workflows")).toEqual([
    ["7d1c0001", "removed", "account", "2025-11-10 16:06"],
    ["7d1c0002", "failed", "group", "2025-11-10 16:06"],
    ["7d1c0003", "removed", "session", "2025-11-10 16:06"],
    ["7d1c0004", "pending", "account", null],
  ]);
});

test("a task of Entra's workflows that takes nothing away whole claims nothing, and is counted", async () => {
  const tasks = [
    "Send email on user's last day",
    "SEND OFFBOARDING EMAIL to user\u2019s manager after their last day",
    "Run a Custom Task Extension",
    "Remove user from selected groups",
    "Add user to groups",
    "Remove all licenses for user",
    "Delete User Account",
  ];
  const lines = tasks.map((task, at) => `7d1d000${at},Leaver,${task},one@example.com,completed,2025-11-10T16:06:12Z`);
  const header = "Id,Workflow name,Task name,User principal name,Processing status,Completed date time";
  const counts = { rows: 7, matched: 0, waiting: 2, duplicates: 0, passedOver: 5, refused: [] };
  expect(await load("entra-workflow-history", [header, ...lines].join("\n"))).toEqual(counts);
  const claimed = (await stated("Entra lifecycle workflows")).filter(([id]) => String(id).startsWith("7d1d"));
  expect(claimed.map(([id, , layer]) => [id, layer])).toEqual([
    ["7d1d0005", "entitlement"],
    ["7d1d0006", "account"],
  ]);
  expect(await load("entra-workflow-history", [header, ...lines.slice(0, 5)].join("\n"))).toMatchObject({
    rows: 5,
    passedOver: 5,
  });
});

test("a Jira export with descriptions over several lines; what was resolved as not done claims nothing gone", async () => {
  const imported = await load("jira", text("jira.csv"), "Asia/Dubai");
  expect(imported).toEqual({
    rows: 4,
    matched: 2,
    waiting: 1,
    duplicates: 0,
    passedOver: 0,
    // The fourth issue begins in line 7: the first spans three.
    refused: [[7, "Resolved", "date_impossible"]],
  });
  expect(await stated("Jira")).toEqual([
    ["OPS-7719", "removed", "account", "2025-11-11 15:40"],
    ["OPS-7720", "failed", "account", "2025-11-11 15:41"],
    ["OPS-7721", "pending", "account", null],
  ]);
});

test("a ServiceNow export needs the zone of whoever exported it", async () => {
  const without = await load("servicenow", text("servicenow.csv"));
  expect(without.refused).toEqual([2, 3, 4].map((line) => [line, "closed_at", "zone_missing"]));
  const imported = await load("servicenow", text("servicenow.csv"), "Europe/London");
  expect(imported).toMatchObject({ matched: 3, waiting: 0, duplicates: 1, refused: [] });
  expect(await stated("ServiceNow")).toContainEqual(["CHG0041882", "removed", "account", "2025-10-13 17:20"]);
});

test("our own columns, in whatever spelling", async () => {
  expect(await load("generic", text("generic.csv"))).toEqual({
    rows: 3,
    matched: 2,
    waiting: 0,
    duplicates: 0,
    passedOver: 0,
    refused: [[3, "layer", "input_invalid"]],
  });
});

test("an open quote breaks its own line and no other", async () => {
  const lines = [
    "externalId,email,system,state",
    'a,"one@example.com,world,removed',
    "b,two@example.com,world,removed",
  ];
  expect(await load("generic", lines.join("\n"))).toMatchObject({
    rows: 2,
    matched: 1,
    refused: [[2, null, "input_invalid"]],
  });
});

test.each([
  ["okta-tasks", "Task,Status\nx,Completed", "of the person, none of the system"],
  ["entra-workflow-history", "Run Id,Total tasks,Status\n1,5,completed", "of the person"],
  ["generic", "", "The file is empty"],
] as const)("a file that %s cannot read keeps nothing and says why", async (mapping, csv, why) => {
  await expect(load(mapping, csv)).rejects.toThrow(why);
});
