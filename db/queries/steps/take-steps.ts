import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";
import { type LeasedStep, leasedDetails } from "./leased-details.ts";

export interface Lease {
  readonly workerId: string;
  readonly leaseMicros: number;
}

/**
 * Leases acts in the transaction that adds them, under the very conditions of the queue: due, acting switched on, the
 * target not pausing. The caller holds the cases' locks, so epoch and state are those that it planned for.
 */
export async function takeSteps(tx: Tx, ids: readonly string[], lease: Lease): Promise<LeasedStep[]> {
  if (ids.length === 0) return [];
  return await tx.sql<LeasedStep[]>`
    with leased as (
      update step s set state = 'leased', fence = s.fence + 1, attempts = s.attempts + 1, leased_by = ${lease.workerId},
        lease_until = now() + ${lease.leaseMicros} * interval '1 microsecond'
      from system y, target_budget b
      where s.id = any(${plainList(ids)}::uuid[]) and s.state || '' = 'ready' and s.not_before <= now()
        and y.id = s.system_id and y.acting and b.system_id = s.system_id
        and (b.blocked_until is null or b.blocked_until <= now())
      returning s.*
    )
    ${leasedDetails(tx)}`;
}
