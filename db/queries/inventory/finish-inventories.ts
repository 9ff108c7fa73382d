import type { Tx } from "../../tx.ts";

/** Dates the inventory of cases in which no inventory step is left. @returns ids of cases that were just finished */
export async function finishInventories(tx: Tx, caseIds: readonly string[]): Promise<string[]> {
  if (caseIds.length === 0) return [];
  const rows = await tx.sql<{ id: string }[]>`
    update leaver_case c set inventoried_at = clock_timestamp(), version = version + 1
    where c.id = any(${[...caseIds]}::uuid[]) and c.inventoried_at is null
      and not exists (select from step s where s.case_id = c.id and s.kind = 'inventory' and s.state in ('ready','leased'))
    returning c.id`;
  return rows.map((row) => row.id);
}
