import type { Tx } from "../../tx.ts";

/** Takes everything of a case out of the queue, also what a worker holds: its fence no longer counts. @returns how many */
export async function cancelSteps(tx: Tx, caseId: string): Promise<number> {
  const rows = await tx.sql`
    update step set state = 'cancelled', ended_at = clock_timestamp(), lease_until = null, leased_by = null, version = version + 1
    where case_id = ${caseId} and state in ('ready', 'leased', 'waiting') and kind <> 'restore' returning 1`;
  return rows.length;
}
