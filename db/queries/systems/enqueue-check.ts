import type { Tx } from "../../tx.ts";

/** Enqueues a check of a system, or finds the one that is under way. Goes before everything else of that system. */
export async function enqueueCheck(tx: Tx, stepId: string, systemId: string): Promise<string> {
  const [live] = await tx.sql<{ id: string }[]>`
    select id from step where system_id = ${systemId} and kind = 'check' and state in ('ready', 'leased') limit 1`;
  if (live !== undefined) return live.id;
  await tx.sql`
    insert into step (id, kind, state, system_id, priority, not_before, attempts_max, created_at)
    values (${stepId}, 'check', 'ready', ${systemId}, 0, clock_timestamp(), 3, clock_timestamp())`;
  return stepId;
}
