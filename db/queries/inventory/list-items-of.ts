import type { Tx } from "../../tx.ts";

/** Ids of the items that cases have in systems that were just read: what was seen there concerns them all. */
export async function listItemsOf(
  tx: Tx,
  pairs: readonly { readonly caseId: string; readonly systemId: string }[],
): Promise<string[]> {
  if (pairs.length === 0) return [];
  const rows = await tx.sql<{ id: string }[]>`
    select i.id from unnest(${pairs.map((pair) => pair.caseId)}::uuid[], ${pairs.map((pair) => pair.systemId)}::uuid[]) as p(case_id, system_id)
    join case_item i on i.case_id = p.case_id and i.system_id = p.system_id`;
  return rows.map((row) => row.id);
}
