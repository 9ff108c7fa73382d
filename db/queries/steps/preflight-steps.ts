import type { Database } from "../../client.ts";

/** A step about to call out, under the lease it believes to hold. */
export interface Held {
  readonly id: string;
  readonly fence: number;
}

export interface Preflight {
  /** Database clock, read while the call was still to be made. */
  readonly at: number;
  /** The target asked for a pause. */
  readonly blocked: boolean;
}

/**
 * Checks leases and epochs immediately before calls go out, many in one round trip.
 * @returns by step id; a step that is missing has lost its lease, its epoch or its case: it must not call.
 */
export async function preflightSteps(database: Database, held: readonly Held[]): Promise<Map<string, Preflight>> {
  const rows = await database.sql<{ id: string; at: number; blocked: boolean }[]>`
    select s.id, micros(clock_timestamp()) as at, coalesce(b.blocked_until > now(), false) as blocked
    from unnest(${held.map((step) => step.id)}::uuid[], ${held.map((step) => step.fence)}::int[]) as h(id, fence)
    join step s on s.id = h.id and s.fence = h.fence and s.state = 'leased' and s.lease_until > now()
    left join target_budget b on b.system_id = s.system_id
    left join leaver_case c on c.id = s.case_id
    where s.case_id is null or (c.epoch = s.epoch and c.state <> 'cancelled')`;
  return new Map(rows.map((row) => [row.id, { at: row.at, blocked: row.blocked }]));
}
