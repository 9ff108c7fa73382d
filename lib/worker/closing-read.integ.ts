import { expect, it } from "vitest";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { recordToolClaims } from "#lib/use-cases/claims/record-tool-claims.ts";
import { readLeaver } from "#lib/use-cases/leaver/read-leaver.ts";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { until } from "./testing/until.ts";

const SEEDS = people(3);

async function view(stage: Stage, caseId: string) {
  const seen = await runQuery(stage.web, readLeaver, { leaver: caseId });
  if (!seen.ok) throw new Error(JSON.stringify(seen.reasons));
  return seen.value;
}

const keys = (seen: Awaited<ReturnType<typeof view>>) =>
  seen.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.items.map((item) => item.verdict)));

it("an account that appears under a new id after the act keeps the case open until it has ended too", async () => {
  await using stage = await openStage([
    { name: "Reborn", behaviour: "recreating", reviveSeconds: 0.01, ...peopled(SEEDS) },
  ]);
  await recordPeople(stage, SEEDS);
  const caseId = (await reportLeavers(stage, ["p-1"])).get("p-1") ?? "";
  await stage.startEngine();
  // Two accounts under one key: the target cannot be read to its end, so nothing of it closes.
  const reads = () => stage.db.superuser.sql`
    select attempts from step where case_id = ${caseId} and kind = 'inventory' and attempts > 1`;
  await until("read again in vain", reads, (rows) => rows.length > 0);
  const seen = await view(stage, caseId);
  expect(seen.header.status).toBe("open");
  expect(stage.server.systems[0]?.store.users.size).toBe(SEEDS.length + 2);
});

it("an account granted between the first inventory and the effective end is found before the case closes", async () => {
  await using stage = await openStage([{ name: "Late", ...peopled(SEEDS) }]);
  await recordPeople(stage, SEEDS);
  const soon = new Date(Date.now() + 70_000);
  const local = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Berlin",
    dateStyle: "short",
    timeStyle: "short",
  }).format(soon);
  const caseId = (await reportLeavers(stage, ["p-1"], local.replace(" ", "T"))).get("p-1") ?? "";
  await stage.startEngine();
  await until(
    "inventoried",
    () => view(stage, caseId),
    ({ headline }) => headline.total === 3,
  );
  const [target] = stage.server.systems;
  target?.store.addUser({ key: "p-1", displayName: "Second account", email: "second-p-1@example.com" });
  // The effective end is stated to the minute: brought forward in the case itself, the wait is not part of the test.
  await stage.db.superuser.sql`update leaver_case set effective_at = now(), settle_at = now() where id = ${caseId}`;
  await stage.db.superuser.sql`update step set not_before = now() where case_id = ${caseId} and state = 'ready'`;
  const closed = await until(
    "closed",
    () => view(stage, caseId),
    ({ header }) => header.status === "closed_verified",
    30_000,
  );
  expect(keys(closed).filter((key) => key === "verified_disabled")).toHaveLength(2);
  expect([...(target?.store.users.values() ?? [])].filter((user) => user.externalId === "p-1" && user.active)).toEqual(
    [],
  );
});

it("a system that answers everything with an empty list is never believed: nothing closes on it", async () => {
  await using stage = await openStage([{ name: "Empty", people: [], groups: [] }]);
  await recordPeople(stage, SEEDS);
  const caseId = (await reportLeavers(stage, ["p-1"])).get("p-1") ?? "";
  await stage.startEngine();
  const held = () => stage.db.superuser.sql`select 1 from system_listing where not complete`;
  await until("held", held, (rows) => rows.length > 0);
  const seen = await view(stage, caseId);
  expect(seen.header.status).toBe("open");
  expect(keys(seen)).not.toContain("never_found");
});

it("a person who has no account is Never found only beside somebody who is found", async () => {
  await using stage = await openStage([{ name: "Others", ...peopled(SEEDS.slice(1)) }]);
  await recordPeople(stage, SEEDS);
  const caseId = (await reportLeavers(stage, ["p-1"])).get("p-1") ?? "";
  await stage.startEngine();
  const closed = await until(
    "closed",
    () => view(stage, caseId),
    ({ header }) => header.status === "closed_verified",
  );
  expect(keys(closed)).toEqual(["never_found"]);
});

it("a system that is not connected keeps its place: every layer reads Cannot check and the case stays open", async () => {
  await using stage = await openStage([{ name: "Connected", ...peopled(SEEDS) }]);
  const { sql } = stage.db.superuser;
  const id = stage.web.newId();
  await sql`insert into system (id, slug, name, tier, created_at) values (${id}, 'vault', 'Root vault', 0, now())`;
  await sql`insert into target_budget (system_id, in_flight_max) values (${id}, 1) on conflict do nothing`;
  for (const layer of ["account", "credential"]) {
    await sql`insert into system_layer values (${id}, ${layer}, 'unknown', null, null, 'manual', 'none', 0, 86400000000)`;
  }
  await recordPeople(stage, SEEDS);
  const caseId = (await reportLeavers(stage, ["p-1"])).get("p-1") ?? "";
  const planned = await sql`select 1 from step where case_id = ${caseId} and system_id = ${id}`;
  if (planned.length === 0) {
    await sql`insert into step (id, kind, state, case_id, system_id, epoch, not_before, created_at)
      values (${stage.web.newId()}, 'inventory', 'ready', ${caseId}, ${id}, 1, now(), now())`;
  }
  await stage.startEngine();
  const seen = await until(
    "told",
    () => view(stage, caseId),
    (now) => now.rows.length === 2 && now.headline.verified === 3,
    30_000,
  );
  const vault = seen.rows.find((row) => row.name === "Root vault");
  expect(vault?.cells.flatMap((cell) => cell.items.map((item) => item.verdict))).toEqual([
    "cannot_check",
    "cannot_check",
  ]);
  expect(seen.header.status).toBe("open");
});

it("a closed case is read again daily, and access that is back reopens it", async () => {
  await using stage = await openStage([{ name: "Honest", ...peopled(SEEDS) }]);
  await recordPeople(stage, SEEDS);
  const caseId = (await reportLeavers(stage, ["p-1"])).get("p-1") ?? "";
  await stage.startEngine();
  await until(
    "closed",
    () => view(stage, caseId),
    ({ header }) => header.status === "closed_verified",
    30_000,
  );
  const [user] = [...(stage.server.systems[0]?.store.users.values() ?? [])].filter((one) => one.externalId === "p-1");
  if (user !== undefined) user.active = true;
  const { sql } = stage.db.superuser;
  // A day passes for the case: its reads lie a day back, and its watch is due.
  await sql`update step set ended_at = ended_at - interval '25 hours', result = jsonb_set(result, '{readAt}',
    to_jsonb((result ->> 'readAt')::bigint - 90000000000)) where case_id = ${caseId} and kind = 'inventory' and result ? 'readAt'`;
  await sql`update leaver_case set settle_at = now() where id = ${caseId}`;
  const back = await until(
    "reopened",
    () => view(stage, caseId),
    ({ header }) => header.status === "reopened",
    30_000,
  );
  expect(keys(back)).toContain("came_back");
});

it("what a tool claims after closing is looked at once anew and confirmed, and the case stays closed", async () => {
  await using stage = await openStage([{ name: "Honest", ...peopled(SEEDS) }]);
  await recordPeople(stage, SEEDS);
  const caseId = (await reportLeavers(stage, ["p-1"])).get("p-1") ?? "";
  await stage.startEngine();
  const closed = (what: string) =>
    until(
      what,
      () => view(stage, caseId),
      ({ header }) => header.status === "closed_verified",
      30_000,
    );
  await closed("closed");
  const { sql } = stage.db.superuser;
  const looks = () => sql`select id from step where case_id = ${caseId} and kind = 'observe'`;
  const before = (await looks()).length;
  const claims = [{ source: "Jira", externalId: "OPS-1", personKey: "p-1", system: "Honest", state: "completed" }];
  const said = await execute(stage.web, recordToolClaims, { claims }, { idempotencyKey: null });
  expect(said.ok && said.result.results).toMatchObject([{ status: "matched", items: 1 }]);
  await until(
    "confirmed",
    async () => (await sql`select standing from claim_standing where tool = 'Jira'`)[0]?.["standing"],
    (standing) => standing === "confirmed",
    30_000,
  );
  expect(await looks()).toHaveLength(before + 1);
  await closed("still closed");
});
