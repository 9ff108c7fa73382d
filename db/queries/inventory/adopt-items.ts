import type { Tx } from "../../tx.ts";
import type { NewItem } from "./add-items.ts";

/**
 * Gives the item of a whole layer, where nothing had been found or read, the first access that was found there now:
 * otherwise it would stand beside it for ever, waiting for a look that cannot be made any more.
 * @returns the id each planned item goes by from here on
 */
export async function adoptItems(tx: Tx, planned: readonly NewItem[]): Promise<Map<string, string>> {
  const found = planned.filter((item) => item.accessId !== null);
  if (found.length === 0) return new Map();
  const rows = await tx.sql<{ id: string; planned: string }[]>`
    update case_item i set access_id = n.access_id, account_id = n.account_id, found_at = instant(n.found_at),
      inventoried_at = coalesce(i.inventoried_at, instant(n.inventoried_at)), goal = n.goal
    from (
      select distinct on (p.case_id, p.system_id, p.layer) p.*
      from unnest(${found.map((item) => item.id)}::uuid[], ${found.map((item) => item.caseId)}::uuid[],
        ${found.map((item) => item.systemId)}::uuid[], ${found.map((item) => item.layer)}::text[],
        ${found.map((item) => item.accessId)}::uuid[], ${found.map((item) => item.accountId)}::uuid[],
        ${found.map((item) => item.goal)}::text[], ${found.map((item) => item.foundAt)}::bigint[],
        ${found.map((item) => item.inventoriedAt)}::bigint[])
        as p(id, case_id, system_id, layer, access_id, account_id, goal, found_at, inventoried_at)
      where not exists (select from case_item k where k.case_id = p.case_id and k.access_id = p.access_id)
      order by p.case_id, p.system_id, p.layer, p.id) n
    where i.case_id = n.case_id and i.system_id = n.system_id and i.layer = n.layer and i.access_id is null
    returning i.id, n.id as planned`;
  return new Map(rows.map((row) => [row.planned, row.id]));
}
