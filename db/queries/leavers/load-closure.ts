import type { Tx } from "../../tx.ts";

export interface ClosureRow {
  readonly caseId: string;
  readonly itemId: string;
  readonly ownerIdentityId: string | null;
}

export interface ClosureStepRow {
  readonly caseId: string;
  readonly id: string;
  readonly itemId: string | null;
  readonly systemId: string | null;
  readonly kind: string;
  readonly leased: boolean;
}

/** Items of cases with whoever answers for them, and steps that have not ended. */
export async function loadClosure(
  tx: Tx,
  caseIds: readonly string[],
): Promise<{ readonly items: readonly ClosureRow[]; readonly steps: readonly ClosureStepRow[] }> {
  const ids = caseIds as string[];
  const [items, steps] = await Promise.all([
    tx.sql<ClosureRow[]>`
      select i.case_id as "caseId", i.id as "itemId",
        coalesce(o.owner_identity_id, y.owner_identity_id, y.deputy_identity_id) as "ownerIdentityId"
      from case_item i join system y on y.id = i.system_id
      left join (
        select distinct on (s.item_id) s.item_id, s.owner_identity_id from step s
        where s.case_id = any(${ids}::uuid[]) and s.item_id is not null and s.owner_identity_id is not null
        order by s.item_id, s.created_at desc) o on o.item_id = i.id
      where i.case_id = any(${ids}::uuid[])`,
    tx.sql<ClosureStepRow[]>`
      select case_id as "caseId", id, item_id as "itemId", system_id as "systemId", kind, state = 'leased' as leased
      from step where case_id = any(${ids}::uuid[]) and state in ('ready','leased','waiting')`,
  ]);
  return { items, steps };
}
