import { expect, it } from "vitest";
import { ATTEMPTS_MAX } from "#lib/core/steps/backoff.ts";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { openStage, type Stage, type StagedSystem } from "./testing/stage.ts";
import { steps, stuck } from "./testing/truth.ts";
import { until } from "./testing/until.ts";

const SEEDS = people(2);

/** p-1 leaves, p-2 owns the system; the case has closed on what was seen. */
async function closed(system: Partial<StagedSystem> = {}) {
  const stage = await openStage([{ name: "Target", ...peopled(SEEDS), ...system }]);
  const ids = await recordPeople(stage, SEEDS);
  const ownerId = ids.get("p-2") ?? "";
  await stage.db.superuser.sql`update system set owner_identity_id = ${ownerId}`;
  const caseId = (await reportLeavers(stage, ["p-1"])).get("p-1") ?? "";
  await stage.startEngine();
  await until(
    "closed",
    () => states(stage, caseId),
    (seen) => seen.includes("closed_verified"),
    30_000,
  );
  return { stage, ownerId, caseId, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

/** Every state the case came to, in order. */
async function states(stage: Stage, caseId: string): Promise<string[]> {
  const rows = await stage.db.superuser.sql`select "to" from case_transition where case_id = ${caseId} order by at, id`;
  return rows.map((row) => row["to"]);
}

/** A day passes for a closed case: its reads lie a day back, and its watch is due. */
async function aDayPasses(stage: Stage, caseId: string): Promise<void> {
  const { sql } = stage.db.superuser;
  await sql`update step s set ended_at = s.ended_at - interval '25 hours', result = jsonb_set(s.result, '{readAt}',
    to_jsonb((s.result ->> 'readAt')::bigint - 90000000000)) from leaver_case c
    where c.id = s.case_id and c.id = ${caseId} and c.closed_at is not null and s.kind = 'inventory' and s.result ? 'readAt'`;
  await sql`update leaver_case set settle_at = now() where id = ${caseId} and closed_at is not null`;
}

function bringBack(stage: Stage): void {
  for (const user of stage.server.systems[0]?.store.users.values() ?? [])
    if (user.externalId === "p-1") user.active = true;
}

/** Kinds of what one leaf of the case's ledger tells beside the reopening. */
async function toldOnReopening(stage: Stage, caseId: string): Promise<string[]> {
  const rows = await stage.db.superuser.sql`
    select array(select one ->> 'kind' from jsonb_array_elements(b.whole) as one) as kinds
    from entry, lateral (select convert_from(body, 'UTF8')::jsonb -> 'entries' as whole) b
    where case_id = ${caseId} and b.whole @> '[{"kind": "leaver.state_changed", "data": {"to": "reopened"}}]'`;
  return rows.flatMap((row) => row["kinds"]);
}

it("what a daily reading finds usable again is acted on again by itself, and the case closes once more", async () => {
  await using on = await closed();
  const { stage, caseId } = on;
  const acts = async () => (await steps(stage)).filter(({ kind }) => kind === "act").length;
  const before = await acts();
  bringBack(stage);
  await aDayPasses(stage, caseId);
  await until(
    "closed once more",
    () => states(stage, caseId),
    (seen) => seen.slice(-2).join() === "reopened,closed_verified",
    30_000,
  );
  expect(await acts()).toBe(before + 1);
  expect(await toldOnReopening(stage, caseId)).toEqual(["step.added", "leaver.state_changed"]);
});

it("where acting was switched off meanwhile it is the owner's, in the very transaction that reopens the case", async () => {
  await using on = await closed();
  const { stage, caseId, ownerId } = on;
  await stage.db.superuser.sql`update system set acting = false`;
  bringBack(stage);
  await aDayPasses(stage, caseId);
  await until(
    "reopened",
    () => states(stage, caseId),
    (seen) => seen.at(-1) === "reopened",
    30_000,
  );
  expect(await stuck(stage)).toEqual([]);
  const waiting = (await steps(stage)).filter(({ state }) => state === "waiting");
  expect(waiting).toMatchObject([{ kind: "person", ownerId }]);
  expect(await toldOnReopening(stage, caseId)).toContain("step.added");
});

it("a target that brings the account back each time is called no more often than one step is tried, then it is the owner's", async () => {
  await using on = await closed({ behaviour: "reviving", reviveSeconds: 1 });
  const { stage, caseId, ownerId } = on;
  const persons = async () => {
    await aDayPasses(stage, caseId);
    await stage.db.superuser.sql`update step set not_before = now() where state = 'ready' and not_before > now()`;
    return (await steps(stage)).filter(({ state }) => state === "waiting");
  };
  const handed = await until("the owner's step", persons, (rows) => rows.length > 0);
  expect(handed).toMatchObject([{ kind: "person", ownerId }]);
  const [calls] = await stage.db.superuser.sql`
    select count(*)::int as count from claim where item_id = ${handed[0]?.itemId ?? ""} and source = 'connector' and state <> 'attempted'`;
  expect(calls?.["count"]).toBe(ATTEMPTS_MAX);
  expect(await stuck(stage)).toEqual([]);
}, 90_000);
