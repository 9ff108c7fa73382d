import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/** A look or a reading that must not begin before a claim's freshness has passed. Microseconds. */
export interface LookAfter {
  readonly id: string;
  readonly caseId: string;
  readonly systemId: string;
  readonly itemId: string;
  readonly notBefore: number;
}

/** Puts looks off that are in the queue and would come too early to say anything about the claim. */
export async function putOffLooks(tx: Tx, looks: readonly LookAfter[]): Promise<void> {
  if (looks.length === 0) return;
  await tx.sql`
    update step s set not_before = instant(t.not_before), version = s.version + 1
    from unnest(${plainList(looks.map((look) => look.itemId))}::uuid[], ${plainList(looks.map((look) => look.notBefore))}::bigint[])
      as t(item_id, not_before)
    where s.item_id = t.item_id and s.kind = 'observe' and s.state = 'ready' and s.not_before < instant(t.not_before)`;
}

/**
 * Has systems read again of which a layer showed nothing: there is no access to look up by its id. One reading a case and
 * system, unless one is in the queue that comes late enough. @returns how many
 */
export async function addReadings(tx: Tx, looks: readonly LookAfter[], priority: number): Promise<number> {
  if (looks.length === 0) return 0;
  const rows = await tx.sql`
    insert into step (id, kind, state, case_id, system_id, epoch, priority, not_before, created_at)
    select distinct on (t.case_id, t.system_id) t.id, 'inventory', 'ready', t.case_id, t.system_id, c.epoch, ${priority},
      instant(t.not_before), clock_timestamp()
    from unnest(${plainList(looks.map((look) => look.id))}::uuid[], ${plainList(looks.map((look) => look.caseId))}::uuid[],
      ${plainList(looks.map((look) => look.systemId))}::uuid[], ${plainList(looks.map((look) => look.notBefore))}::bigint[])
      as t(id, case_id, system_id, not_before)
    join leaver_case c on c.id = t.case_id
    join system y on y.id = t.system_id and y.connector is not null and y.retired_at is null
    where not exists (select from step s where s.case_id = t.case_id and s.system_id = t.system_id and s.kind = 'inventory'
      and s.state = 'ready' and s.not_before >= instant(t.not_before))
    order by t.case_id, t.system_id, t.not_before desc
    returning id`;
  return rows.length;
}
