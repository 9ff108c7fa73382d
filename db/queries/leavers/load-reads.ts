import type { Instant } from "../../../lib/core/instant.ts";
import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

export interface ReadRow {
  readonly caseId: string;
  readonly systemId: string;
  readonly epoch: number;
  readonly readAt: Instant | null;
  readonly lastClaimAt: Instant | null;
  /** The longest time that a layer looked at by the connector may show an old state, microseconds. */
  readonly freshness: number;
  /** When the last inventory ended, complete or not. */
  readonly triedAt: Instant | null;
  /** An inventory is in the queue. */
  readonly queued: boolean;
  /** Its users are seen from lists that people export: no inventory of ours reads them. */
  readonly bySnapshot: boolean;
}

/**
 * How each system of cases that is read, by a connector or from lists, was read, and when something was last said to be done there. One pass that groups:
 * lists joined with one another are compared row by row where the planner takes them for short.
 */
export async function loadReads(tx: Tx, caseIds: readonly string[]): Promise<ReadRow[]> {
  const ids = plainList(caseIds);
  return await tx.sql<ReadRow[]>`
    select x.case_id as "caseId", x.system_id as "systemId", l.epoch, x.read_at as "readAt", micros(x.claimed_at) as "lastClaimAt",
      micros(x.tried_at) as "triedAt", x.queued, y.connector is null as "bySnapshot",
      coalesce((select max(f.freshness_micros) from system_layer f where f.system_id = x.system_id and f.observe = 'connector'
        and f.exists <> 'no'), 0) as freshness
    from (
      select p.case_id, p.system_id, max(p.read_at) as read_at, max(p.tried_at) as tried_at, bool_or(p.queued) as queued,
        max(p.claimed_at) as claimed_at
      from (
        select s.case_id, s.system_id, (s.result ->> 'readAt')::bigint as read_at, s.ended_at as tried_at,
          s.state in ('ready', 'leased') as queued, null::timestamptz as claimed_at
        from step s where s.case_id = any(${ids}::uuid[]) and s.kind = 'inventory'
        union all
        select i.case_id, i.system_id, null, null, false, (select max(c.at) from claim c where c.item_id = i.id)
        from case_item i where i.case_id = any(${ids}::uuid[])) p
      group by p.case_id, p.system_id) x
    join leaver_case l on l.id = x.case_id
    join system y on y.id = x.system_id and y.retired_at is null and (y.connector is not null or exists (
      select from system_layer l where l.system_id = y.id and l.layer = 'account' and l.observe = 'snapshot'))`;
}
