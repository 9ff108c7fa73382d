import type postgres from "postgres";

/**
 * When the leaver of item `i` was last found with its access where the connection of system `y` leads now; a part of a
 * statement. Only a reading that looked for the person counts: the same id may be somebody else's there.
 */
export function foundHere(sql: postgres.ISql): postgres.PendingQuery<postgres.Row[]> {
  return sql`(
    select max(o.started_at) from observation o where o.access_id = i.access_id and o.case_id = i.case_id
      and o.started_at > y.place_since and o.presence in ('active', 'disabled') and o.completeness <> 'failed'
      and exists (select from step f where f.id = o.step_id and f.kind = 'inventory'))`;
}

/** Whether item `i` may be acted on where system `y` leads now: found there, not only where it led before. */
export function isReachable(sql: postgres.ISql): postgres.PendingQuery<postgres.Row[]> {
  return sql`(y.place_since is null or i.found_at > y.place_since or ${foundHere(sql)} is not null)`;
}
