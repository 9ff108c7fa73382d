import { expect, it } from "vitest";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { setActing } from "#lib/use-cases/systems/set-acting.ts";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { openStage } from "./testing/stage.ts";
import { until } from "./testing/until.ts";

it("acting that is switched off stops acts that wait already and hands them to the owner, and looks go on", async () => {
  const seeds = people(2);
  await using stage = await openStage([{ name: "Switched", ...peopled(seeds) }]);
  const systemId = stage.systemIds.get("Switched") ?? "";
  const ownerId = (await recordPeople(stage, seeds)).get("p-2") ?? "";
  const caseId = (await reportLeavers(stage, ["p-1"])).get("p-1") ?? "";
  const { sql } = stage.db.superuser;
  await sql`update system set owner_identity_id = ${ownerId}`;
  // Planned while acting was on, due in a moment; switched off before anybody took them.
  await sql`create function hold_acts() returns trigger language plpgsql as
    'begin if new.kind = ''act'' and new.state = ''ready'' and tg_op = ''INSERT'' then new.not_before := now() + interval ''1 hour''; end if; return new; end'`;
  await sql`create trigger hold_acts before insert on step for each row execute function hold_acts()`;
  await stage.startEngine();
  const waiting = () => sql`select 1 from step where case_id = ${caseId} and kind = 'act' and state = 'ready'`;
  await until("planned", waiting, (rows) => rows.length === 3);
  const off = await execute(stage.web, setActing, { systemId, acting: false }, { idempotencyKey: null });
  expect(off.ok).toBe(true);
  await sql`update step set not_before = now(), priority = 0 where case_id = ${caseId} and kind = 'act'`;
  await sql`insert into step (id, kind, state, system_id, not_before, created_at, priority)
    values (gen_random_uuid(), 'check', 'ready', ${systemId}, now(), now(), 90)`;
  const checked = () => sql`select check_ok from system where id = ${systemId}`;
  await until("looked at", checked, ([row]) => row?.["check_ok"] === true);
  expect(stage.server.systems[0]?.log.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(await waiting()).toHaveLength(3);
  const persons = () => sql`
    select distinct item_id, owner_identity_id as owner from step where case_id = ${caseId} and kind = 'person' and state = 'waiting'`;
  const handed = await until("handed to the owner", persons, (rows) => rows.length === 3);
  expect(handed.map((row) => row["owner"])).toEqual([ownerId, ownerId, ownerId]);
});
