import type { Database } from "../../client.ts";
import { plainList } from "../../plain-list.ts";
import { isReachable } from "../verdicts/found-here.ts";

/** A step about to call out, under the lease it believes to hold. */
export interface Held {
  readonly id: string;
  readonly fence: number;
}

export interface Preflight {
  /** The target asked for a pause. */
  readonly blocked: boolean;
}

/**
 * Checks leases and epochs immediately before calls go out, many in one round trip.
 * Step by step (`offset 0` keeps it so): the few leased rows among many dead ones look cheaper to read than they are.
 * @returns the database's clock, and by step id what holds; a step that is missing has lost its lease, its epoch or
 * its case: it must not call.
 */
export async function preflightSteps(
  database: Database,
  held: readonly Held[],
): Promise<{ readonly now: number; readonly steps: ReadonlyMap<string, Preflight> }> {
  const { sql } = database;
  const rows = await sql<{ id: string; now: number; live: boolean; blocked: boolean }[]>`
    select h.id, micros(clock_timestamp()) as now, coalesce(b.blocked_until > now(), false) as blocked,
      s.id is not null and (s.kind <> 'act' or y.acting and ${isReachable(sql)}) and (s.case_id is null or (c.epoch = s.epoch and c.state <> 'cancelled')) as live
    from unnest(${plainList(held.map((step) => step.id))}::uuid[], ${plainList(held.map((step) => step.fence))}::int[]) as h(id, fence)
    left join lateral (select * from step where id = h.id offset 0) s
      on s.fence = h.fence and s.state = 'leased' and s.lease_until > now()
    left join target_budget b on b.system_id = s.system_id
    left join system y on y.id = s.system_id
    left join case_item i on i.id = s.item_id
    left join leaver_case c on c.id = s.case_id`;
  const steps = new Map<string, Preflight>();
  for (const row of rows) if (row.live) steps.set(row.id, { blocked: row.blocked });
  // The latest reading: every answer awaited so far had arrived before the statement began.
  return { now: Math.max(...rows.map((row) => row.now)), steps };
}
