import type { Tx } from "../../tx.ts";

/** Systems of a case that were not read to their end and have no inventory ahead. */
export async function findUnread(
  tx: Tx,
  caseId: string,
): Promise<{ readonly systemId: string; readonly epoch: number }[]> {
  return await tx.sql<{ systemId: string; epoch: number }[]>`
    select distinct i.system_id as "systemId", c.epoch
    from case_item i
    join leaver_case c on c.id = i.case_id
    join system y on y.id = i.system_id and y.connector is not null and y.retired_at is null
    where i.case_id = ${caseId} and i.inventoried_at is null
      and not exists (select from step s where s.case_id = i.case_id and s.system_id = i.system_id
        and s.kind = 'inventory' and s.state in ('ready', 'leased'))`;
}
