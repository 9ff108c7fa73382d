import type { Database } from "../../client.ts";

/**
 * Gives a worker its share of the calls a target allows in flight. The sum over live workers never exceeds the target's
 * limit: a newcomer gets what is free, and the others give way as they renew. What a worker may still have in flight
 * (`held`) stays its own until it says that it holds less: a call cannot be taken back.
 * @param held by system: calls the worker may have in flight until it has read the answer
 * @returns permits by system; 0 = nothing free yet
 */
export async function grantPermits(
  database: Database,
  workerId: string,
  held: ReadonlyMap<string, number>,
  permitMicros: number,
): Promise<Map<string, number>> {
  if (held.size === 0) return new Map();
  const systemIds = [...held.keys()];
  return database.sql.begin(async (sql) => {
    // A statement of its own: the next one sees what whoever held the lock has granted.
    const locked = sql`select from target_budget where system_id = any(${systemIds}::uuid[]) order by system_id for update`;
    const granted = sql<{ systemId: string; permits: number }[]>`
      with share as (
        select b.system_id, h.held, b.in_flight_max - coalesce((select sum(p.permits) from target_permit p
            where p.system_id = b.system_id and p.worker_id <> ${workerId} and p.until > now()), 0)::int as free,
          ceil(b.in_flight_max::numeric / greatest(1,
            (select count(*) from worker where seen_at > now() - interval '15 seconds')))::int as fair
        from unnest(${systemIds}::uuid[], ${[...held.values()]}::int[]) as h(system_id, held)
        join target_budget b on b.system_id = h.system_id
      ), kept as (
        insert into target_permit as p (system_id, worker_id, permits, until)
        select system_id, ${workerId}, greatest(held, least(fair, free), 0), now() + ${permitMicros} * interval '1 microsecond' from share
        on conflict (system_id, worker_id) do update set permits = excluded.permits, until = excluded.until
      )
      select system_id as "systemId", greatest(0, least(fair, free)) as permits from share`;
    const [, rows] = await Promise.all([locked, granted]);
    return new Map(rows.map((row) => [row.systemId, row.permits]));
  });
}
