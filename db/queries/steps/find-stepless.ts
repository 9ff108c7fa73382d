import type { Tx } from "../../tx.ts";
import { isReachable } from "../verdicts/found-here.ts";

/** An item that a connector could act on or look at now and that has no step for it. */
export interface SteplessItem {
  readonly itemId: string;
  readonly systemId: string;
  readonly epoch: number;
  /** Microseconds. */
  readonly dueAt: number;
}

/** Items of a case that could be looked at and have no look ahead. */
export async function findUnwatched(tx: Tx, caseId: string, itemId: string | null): Promise<SteplessItem[]> {
  return await tx.sql<SteplessItem[]>`
    select i.id as "itemId", i.system_id as "systemId", c.epoch, micros(i.due_at) as "dueAt"
    from case_item i
    join leaver_case c on c.id = i.case_id
    join system y on y.id = i.system_id and y.connector is not null and y.retired_at is null
    join system_layer l on l.system_id = i.system_id and l.layer = i.layer and l.observe = 'connector'
    where i.case_id = ${caseId} and (${itemId}::uuid is null or i.id = ${itemId})
      and i.access_id is not null
      and not exists (select from step s where s.item_id = i.id and s.state in ('ready', 'leased')
        and (s.kind = 'observe' or s.kind = 'act' and y.acting))`;
}

/** Open items of a case that acting is switched on for and that have no act ahead. */
export async function findUnacted(tx: Tx, caseId: string, itemId: string | null): Promise<SteplessItem[]> {
  return await tx.sql<SteplessItem[]>`
    select i.id as "itemId", i.system_id as "systemId", c.epoch, micros(i.due_at) as "dueAt"
    from case_item i
    join leaver_case c on c.id = i.case_id
    join system y on y.id = i.system_id and y.connector is not null and y.retired_at is null and y.acting
    join system_layer l on l.system_id = i.system_id and l.layer = i.layer and l.act = 'connector'
    join item_verdict v on v.item_id = i.id and v.key in
      ('not_started', 'still_present', 'came_back', 'missed_at_inventory', 'latent', 'cannot_check')
      and ${isReachable(tx.sql)}
    where i.case_id = ${caseId} and (${itemId}::uuid is null or i.id = ${itemId})
      and i.access_id is not null
      and not exists (select from step s where s.item_id = i.id and s.kind in ('act', 'observe') and s.state in ('ready', 'leased'))`;
}
