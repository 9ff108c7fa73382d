import type { Database } from "#db/client.ts";

/** Open steps that people have to do something about. */
export const STEPS = 100_000;
const CASES = 2_000;
const SYSTEMS = 200;

/**
 * Puts open steps of many leavers straight into the tables: how they come to be is not measured here. Most have an owner,
 * one in fifty nobody; few are reported, cannot be checked or came back, as views have it that must not be searched for.
 * @returns identity that owns 50 of them
 */
export async function plantSteps({ sql }: Database): Promise<string> {
  await sql`create temporary table person as select n, gen_random_uuid() as id from generate_series(1, ${2 * CASES}::int) n`;
  await sql`insert into identity (id, kind, created_at) select id, 'person', now() from person`;
  await sql`create temporary table made_case as select n, id as identity_id, gen_random_uuid() as engagement, gen_random_uuid() as id
    from person`;
  await sql`insert into engagement (id, identity_id, kind, created_at)
    select engagement, identity_id, 'employment', now() from made_case`;
  await sql`insert into leaver_case (id, identity_id, engagement_id, epoch, event_id, kind, precision, state, effective_at, zone, opened_at, closed_at, outcome)
    select id, identity_id, engagement, 1, gen_random_uuid(), 'leaving', 'minute', case when n <= ${CASES}::int then 'open' else 'closed_verified' end,
      now() - interval '1 day', 'UTC', now(), case when n > ${CASES}::int then now() end,
      case when n > ${CASES}::int then 'closed_verified' end from made_case`;
  await sql`create temporary table made_system as select n, gen_random_uuid() as id from generate_series(1, ${SYSTEMS}::int) n`;
  await sql`insert into system (id, slug, name, tier, created_at) select id, 'bench-' || n, 'Bench ' || n, 1, now() from made_system`;
  await sql`create temporary table made as
    select i as n, gen_random_uuid() as id, c.id as case_id, c.n <= ${CASES}::int as open, y.id as system_id,
      now() + (i % 500) * interval '1 hour' as due_at,
      case when c.n > ${CASES}::int then 'verified_disabled' when i % 1000 = 1 then 'came_back' when i % 400 = 2 then 'reported_removed'
        when i % 500 = 3 then 'cannot_check' else 'not_started' end as key
    from generate_series(1, ${2 * STEPS}::int) i join made_case c on c.n = (i % ${2 * CASES}::int) + 1
      join made_system y on y.n = (i / ${2 * CASES}::int + i % ${2 * CASES}::int) % ${SYSTEMS}::int + 1`;
  await sql`insert into case_item (id, case_id, system_id, layer, goal, found_at, inventoried_at, due_at, created_at)
    select id, case_id, system_id, 'account', 'disabled', now(), now(), due_at, now() from made`;
  await sql`insert into item_verdict (item_id, case_id, system_id, key, reason, false_closure)
    select id, case_id, system_id, key, 'nothing_reported', false from made`;
  const [mine] = await sql`select id from person where n = 1`;
  const owner: string = mine?.["id"];
  await sql`insert into step (id, kind, state, case_id, item_id, system_id, epoch, not_before, due_at, owner_identity_id, created_at)
    select gen_random_uuid(), 'person', 'waiting', case_id, id, system_id, 1, now(), due_at,
      case when n % 50 = 7 then null when n % 4000 = 11 then ${owner}::uuid else
        (select p.id from person p where p.n = made.n % 300 + 2) end, now() from made where open`;
  // A look beside a third of them, which goes with its step to whoever has that.
  await sql`insert into step (id, kind, state, case_id, item_id, system_id, epoch, not_before, due_at, owner_identity_id, created_at)
    select gen_random_uuid(), 'observe', 'ready', s.case_id, s.item_id, s.system_id, 1, now() + interval '1 day', s.due_at,
      s.owner_identity_id, now() from step s join made on made.id = s.item_id where made.n % 3 = 0`;
  await sql`insert into step (id, kind, state, case_id, item_id, system_id, epoch, not_before, due_at, created_at, ended_at)
    select gen_random_uuid(), 'act', 'ended', case_id, id, system_id, 1, now(), due_at, now(), now() from made`;
  await sql`vacuum analyze`;
  return owner;
}
