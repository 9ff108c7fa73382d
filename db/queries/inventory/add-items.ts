import type { Tx } from "../../tx.ts";

export interface NewItem {
  readonly id: string;
  readonly caseId: string;
  readonly systemId: string;
  readonly layer: string;
  readonly accountId: string | null;
  readonly accessId: string | null;
  readonly goal: string;
  readonly foundAt: number | null;
  readonly inventoriedAt: number | null;
  readonly dueAt: number;
}

/** Adds items to cases; an access or layer that the case already has stays as it is. @returns ids that are new */
export async function addItems(tx: Tx, items: readonly NewItem[]): Promise<Set<string>> {
  if (items.length === 0) return new Set();
  const rows = await tx.sql<{ id: string }[]>`
    insert into case_item (id, case_id, system_id, layer, account_id, access_id, goal, found_at, inventoried_at, due_at, created_at)
    select id, case_id, system_id, layer, account_id, access_id, goal, instant(found_at), instant(inventoried_at),
      instant(due_at), clock_timestamp()
    from unnest(${items.map((i) => i.id)}::uuid[], ${items.map((i) => i.caseId)}::uuid[], ${items.map((i) => i.systemId)}::uuid[],
      ${items.map((i) => i.layer)}::text[], ${items.map((i) => i.accountId)}::uuid[], ${items.map((i) => i.accessId)}::uuid[],
      ${items.map((i) => i.goal)}::text[], ${items.map((i) => i.foundAt)}::bigint[],
      ${items.map((i) => i.inventoriedAt)}::bigint[], ${items.map((i) => i.dueAt)}::bigint[])
      as t(id, case_id, system_id, layer, account_id, access_id, goal, found_at, inventoried_at, due_at)
    -- A layer of which something was found before is not empty now because that is gone.
    where t.access_id is not null or not exists (
      select from case_item k where k.case_id = t.case_id and k.system_id = t.system_id and k.layer = t.layer)
    on conflict do nothing
    returning id`;
  return new Set(rows.map((row) => row.id));
}
