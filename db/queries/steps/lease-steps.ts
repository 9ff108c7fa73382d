import type { Tx } from "../../tx.ts";
import { type LeasedStep, leasedDetails } from "./leased-details.ts";

export interface LeaseRequest {
  readonly workerId: string;
  readonly leaseMicros: number;
  /** Room in the worker's own queue, system by system; nothing is leased of systems that are not named. */
  readonly rooms: ReadonlyMap<string, number>;
  readonly stepsMax: number;
}

/**
 * Leases ready steps: fair among systems (each gives its first before any gives its second), by priority within one.
 * Skips systems that asked for a pause. A step whose case was cancelled or moved to another epoch leaves the queue:
 * left in it, it would take the place of one that can be carried out.
 */
export async function leaseSteps(tx: Tx, request: LeaseRequest): Promise<LeasedStep[]> {
  const systems = [...request.rooms.keys()];
  const rooms = [...request.rooms.values()];
  return await tx.sql<LeasedStep[]>`
    with picked as (
      select st.id, st.case_id, st.epoch from target_budget b join system y on y.id = b.system_id
      join unnest(${systems}::uuid[], ${rooms}::int[]) as r(system_id, room) using (system_id)
      cross join lateral (
        select x.id, x.case_id, x.epoch, row_number() over () as turn from (
          select s.id, s.case_id, s.epoch from step s
          where s.system_id = b.system_id and s.state = 'ready' and s.not_before <= now() and (s.kind <> 'act' or y.acting)
          order by s.priority, s.not_before limit greatest(r.room, 0)
          for update skip locked) x) st
      where b.blocked_until is null or b.blocked_until <= now()
      order by st.turn limit ${request.stepsMax}
    ), judged as (
      select s.id, s.case_id is null or (c.epoch = s.epoch and c.state <> 'cancelled') as current
      from picked s left join leaver_case c on c.id = s.case_id
    ), dropped as (
      update step s set state = 'cancelled', ended_at = clock_timestamp() from judged where s.id = judged.id and not judged.current
    ), leased as (
      update step s set state = 'leased', fence = s.fence + 1, attempts = s.attempts + 1, leased_by = ${request.workerId},
        lease_until = now() + ${request.leaseMicros} * interval '1 microsecond'
      from judged where s.id = judged.id and judged.current
      returning s.*
    )
    ${leasedDetails(tx)}`;
}
