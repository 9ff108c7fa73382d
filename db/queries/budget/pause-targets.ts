import type { Tx } from "../../tx.ts";

/** Records that targets asked for a pause, microseconds; a longer pause that stands is not cut short. */
export async function pauseTargets(tx: Tx, pauses: ReadonlyMap<string, number>): Promise<void> {
  if (pauses.size === 0) return;
  const ids = [...pauses.keys()];
  // In the order of their ids, so that two who pause the same targets never wait for one another.
  await tx.sql`select from target_budget where system_id = any(${ids}::uuid[]) order by system_id for no key update`;
  await tx.sql`
    update target_budget b set blocked_until = greatest(b.blocked_until, clock_timestamp() + p.micros * interval '1 microsecond')
    from unnest(${ids}::uuid[], ${[...pauses.values()]}::bigint[]) as p(system_id, micros)
    where b.system_id = p.system_id`;
}
