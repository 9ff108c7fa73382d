import { event, next, type World } from "./world.ts";

interface Planted {
  readonly caseId: string;
  readonly systemId: string;
  /** How many items, each with a step that waits for a person. */
  readonly count: number;
  readonly layer?: string;
  readonly verdict?: string;
  /** Hours from now; each further item is a minute later. */
  readonly dueInHours?: number;
  readonly ownerId?: string | null;
  /** A look of each item waits as well. */
  readonly looks?: boolean;
}

/** Somebody whose leaving is under way, with nothing read of them yet. */
export async function plantLeaver(
  world: World,
  over: object = {},
): Promise<{ readonly caseId: string; readonly identityId: string }> {
  const key = next();
  const identityId = await world.person(key);
  await world.run("lifecycle_event.record", { events: [event(key, over)] });
  const [row] = await world.db.superuser.sql`
    update leaver_case set state = 'open' where identity_id = ${identityId} returning id`;
  await world.db.superuser.sql`update step set state = 'ended' where case_id = ${row?.["id"]}`;
  return { caseId: row?.["id"], identityId };
}

/** A system that asks no leaver for an inventory. */
export async function plantSystem(world: World, over: object = {}): Promise<string> {
  const systemId = await world.register(over);
  await world.db.superuser.sql`update step set state = 'ended' where system_id = ${systemId}`;
  return systemId;
}

/** Puts items with open steps into a case, as an inventory would have left them. @returns ids of the steps, by deadline */
export async function plantSteps(world: World, planted: Planted): Promise<string[]> {
  const {
    caseId,
    systemId,
    count,
    layer = "account",
    verdict = "not_started",
    dueInHours = 1,
    ownerId = null,
  } = planted;
  const { sql } = world.db.superuser;
  const rows = await sql<{ id: string }[]>`
    with made as (
      select gen_random_uuid() as account_id, gen_random_uuid() as access_id, gen_random_uuid() as item_id,
        gen_random_uuid() as step_id, now() + ${dueInHours} * interval '1 hour' + place * interval '1 minute' as due_at
      from generate_series(1, ${count}) as place
    ), accounts as (
      insert into account (id, system_id, kind, first_seen_at) select account_id, ${systemId}, 'human', now() from made returning id
    ), accesses as (
      insert into access (id, system_id, account_id, layer, first_seen_at)
      select access_id, ${systemId}, account_id, ${layer}, now() from made join accounts on accounts.id = account_id returning id
    ), items as (
      insert into case_item (id, case_id, system_id, layer, account_id, access_id, goal, found_at, inventoried_at, due_at, created_at)
      select item_id, ${caseId}, ${systemId}, ${layer}, account_id, access_id, 'disabled', now(), now(), due_at, now()
      from made join accesses on accesses.id = access_id returning id
    ), verdicts as (
      insert into item_verdict (item_id, case_id, system_id, key, reason, false_closure)
      select item_id, ${caseId}, ${systemId}, ${verdict}, 'no_claim', false from made join items on items.id = item_id returning item_id
    ), looks as (
      insert into step (id, kind, state, case_id, item_id, system_id, epoch, not_before, due_at, owner_identity_id, created_at)
      select gen_random_uuid(), 'observe', 'ready', ${caseId}, item_id, ${systemId}, 1, now() + interval '1 day', due_at, ${ownerId}::uuid, now()
      from made join items on items.id = item_id where ${planted.looks ?? false}
    )
    insert into step (id, kind, state, case_id, item_id, system_id, epoch, not_before, due_at, owner_identity_id, created_at)
    select step_id, 'person', 'waiting', ${caseId}, item_id, ${systemId}, 1, now(), due_at, ${ownerId}::uuid, now()
    from made join items on items.id = item_id order by due_at returning id`;
  return rows.map((row) => row.id);
}

/** A tool's claim on an item that a later look contradicts; `statedAt` as the tool says. */
export async function plantContradicted(
  world: World,
  itemId: string,
  tool: string,
  statedAt: string | null = null,
): Promise<void> {
  await world.db.superuser.sql`
    with made as (
      insert into claim (id, item_id, case_id, system_id, state, source, actor, at, stated_at)
      select gen_random_uuid(), id, case_id, system_id, 'removed', 'tool', ${tool}, now(), ${statedAt}::timestamptz
      from case_item where id = ${itemId} returning *
    )
    insert into claim_standing (item_id, tool, case_id, system_id, claim_id, standing, reason, came_back, claimed_at)
    select item_id, ${tool}, case_id, system_id, id, 'contradicted', 'claim_contradicted', false, at from made`;
}
