import type { Tx } from "../../tx.ts";

/** Records that targets asked for a pause, microseconds; a longer pause that stands is not cut short. */
export async function pauseTargets(tx: Tx, pauses: ReadonlyMap<string, number>): Promise<void> {
  if (pauses.size === 0) return;
  await tx.sql`
    update target_budget b set blocked_until = greatest(b.blocked_until, clock_timestamp() + p.micros * interval '1 microsecond')
    from unnest(${[...pauses.keys()]}::uuid[], ${[...pauses.values()]}::bigint[]) as p(system_id, micros)
    where b.system_id = p.system_id`;
}
