import type { Database } from "../../client.ts";

/**
 * Gives a worker its share of the calls a target allows in flight. The sum over live workers never exceeds the
 * target's limit: a newcomer gets what is free and the others give way as they renew.
 * @returns permits by system; 0 = nothing free yet
 */
export async function grantPermits(
  database: Database,
  workerId: string,
  systemIds: readonly string[],
  permitMicros: number,
): Promise<Map<string, number>> {
  if (systemIds.length === 0) return new Map();
  const rows = await database.sql<{ systemId: string; permits: number }[]>`
    with budget as (
      select b.system_id, b.in_flight_max from target_budget b where b.system_id = any(${[...systemIds]}::uuid[])
      order by b.system_id for update
    ), share as (
      select b.system_id, greatest(0, least(
        ceil(b.in_flight_max::numeric / greatest(1, (select count(*) from worker where seen_at > now() - interval '15 seconds'))),
        b.in_flight_max - coalesce((select sum(p.permits) from target_permit p
          where p.system_id = b.system_id and p.worker_id <> ${workerId} and p.until > now()), 0)))::int as permits
      from budget b
    )
    insert into target_permit as p (system_id, worker_id, permits, until)
    select system_id, ${workerId}, permits, now() + ${permitMicros} * interval '1 microsecond' from share
    on conflict (system_id, worker_id) do update set permits = excluded.permits, until = excluded.until
    returning p.system_id as "systemId", p.permits`;
  return new Map(rows.map((row) => [row.systemId, row.permits]));
}
