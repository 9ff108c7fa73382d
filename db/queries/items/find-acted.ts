import type { Tx } from "../../tx.ts";

/** An item of which something was taken away, or may have been: a call was meant to go out. */
export interface ActedItem {
  readonly itemId: string;
  readonly systemId: string;
  readonly epoch: number;
}

/** Items of a case that anybody claims to have removed, or that a connector was about to act on. */
export async function findActed(tx: Tx, caseId: string): Promise<ActedItem[]> {
  return await tx.sql<ActedItem[]>`
    select i.id as "itemId", i.system_id as "systemId", c.epoch
    from case_item i join leaver_case c on c.id = i.case_id
    where i.case_id = ${caseId} and exists (select from claim l where l.item_id = i.id and l.state in ('attempted', 'removed'))
    order by i.id`;
}
