import type { Tx } from "../../tx.ts";

/**
 * What was read of a system at another place counts for no case any more: inventories are as if they had not been taken,
 * checks under way are given up as are acts that wait, and records are read from their beginning, also by whoever reads them just now.
 */
export async function forgetReads(tx: Tx, systemId: string): Promise<void> {
  await tx.sql`
    update step set result = null where system_id = ${systemId} and kind = 'inventory' and result is not null`;
  await tx.sql`
    update step set state = 'cancelled', ended_at = clock_timestamp(), lease_until = null, leased_by = null
    where system_id = ${systemId} and kind in ('inventory', 'check') and state in ('ready', 'leased')`;
  await tx.sql`
    update step set state = 'cancelled', ended_at = clock_timestamp() where system_id = ${systemId} and kind = 'act' and state = 'ready'`;
  await tx.sql`update reading set cursor = null, fence = fence + 1, lease_until = null where system_id = ${systemId}`;
}
