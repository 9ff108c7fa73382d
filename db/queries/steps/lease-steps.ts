import type { Tx } from "../../tx.ts";

/** One leased step, with what the worker needs to carry it out. */
export interface LeasedStep {
  readonly id: string;
  readonly kind: "inventory" | "act" | "observe" | "check";
  readonly caseId: string | null;
  readonly itemId: string | null;
  readonly systemId: string;
  readonly systemVersion: number;
  readonly epoch: number;
  readonly fence: number;
  readonly attempts: number;
  readonly attemptsMax: number;
  readonly layer: string | null;
  readonly goal: string | null;
  readonly accountId: string | null;
  readonly accessId: string | null;
  readonly accountNativeId: string | null;
  readonly nativeKey: string | null;
  readonly before: unknown;
  readonly freshnessMicros: number | null;
  readonly userNames: readonly string[] | null;
  readonly emails: readonly string[] | null;
  readonly personKey: string | null;
}

export interface LeaseRequest {
  readonly workerId: string;
  readonly leaseMicros: number;
  /** Room in the worker's own queue, system by system; systems not named have `roomDefault`. */
  readonly rooms: ReadonlyMap<string, number>;
  readonly roomDefault: number;
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
      left join unnest(${systems}::uuid[], ${rooms}::int[]) as r(system_id, room) using (system_id)
      cross join lateral (
        select x.id, x.case_id, x.epoch, row_number() over () as turn from (
          select s.id, s.case_id, s.epoch from step s
          where s.system_id = b.system_id and s.state = 'ready' and s.not_before <= now() and (s.kind <> 'act' or y.acting)
          order by s.priority, s.not_before limit greatest(coalesce(r.room, ${request.roomDefault}), 0)
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
    select s.id, s.kind, s.case_id as "caseId", s.item_id as "itemId", s.system_id as "systemId", y.version as "systemVersion",
      s.epoch, s.fence, s.attempts, s.attempts_max as "attemptsMax", i.layer, i.goal, i.account_id as "accountId",
      i.access_id as "accessId", pa.native_id as "accountNativeId", px.native_key as "nativeKey", a.before,
      l.freshness_micros as "freshnessMicros", pi.user_names as "userNames", pi.emails, pi.person_key as "personKey"
    from leased s
    join system y on y.id = s.system_id
    left join case_item i on i.id = s.item_id
    left join access a on a.id = i.access_id
    left join profile_access px on px.access_id = i.access_id
    left join profile_account pa on pa.account_id = i.account_id
    left join system_layer l on l.system_id = s.system_id and l.layer = i.layer
    left join leaver_case c on c.id = s.case_id and s.kind = 'inventory'
    left join profile_identity pi on pi.identity_id = c.identity_id`;
}
