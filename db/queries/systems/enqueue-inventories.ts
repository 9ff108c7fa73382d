import type { Tx } from "../../tx.ts";

/**
 * Asks of a new system what everybody has there whose leaving is still worked on: a step for each live case, whose
 * inventory is not complete any more. Nobody is asked about themselves. @returns ids of the cases
 */
export async function enqueueInventories(tx: Tx, systemId: string, priority: number): Promise<string[]> {
  const { sql } = tx;
  const cases = await sql<{ id: string }[]>`
    update leaver_case set inventoried_at = null, version = version + 1 where state in ('scheduled', 'open', 'reopened')
    returning id`;
  await sql`
    insert into step (id, kind, state, case_id, system_id, epoch, priority, not_before, due_at, owner_identity_id,
      owner_reason, created_at)
    select gen_random_uuid(), 'inventory', 'ready', c.id, y.id, c.epoch, ${priority}, clock_timestamp(), c.effective_at,
      o.id, o.reason, clock_timestamp()
    from leaver_case c
    join system y on y.id = ${systemId}
    left join lateral (
      select v.id, v.reason from (values (y.owner_identity_id, 'system_owner', 1), (y.deputy_identity_id, 'deputy', 2))
        as v(id, reason, place)
      where v.id <> c.identity_id and exists (
        select from engagement g where g.identity_id = v.id and (g.ended_at is null or g.ended_at > now()))
      order by v.place limit 1) o on true
    where c.id = any(${cases.map((one) => one.id)}::uuid[])`;
  return cases.map((one) => one.id);
}
