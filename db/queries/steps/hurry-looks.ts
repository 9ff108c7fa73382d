import type { Tx } from "../../tx.ts";
import type { SteplessItem } from "./find-stepless.ts";

/** Makes the looks at these items that wait for their time due at once, before all others. @returns how many */
export async function pullLooksForward(tx: Tx, itemIds: readonly string[]): Promise<number> {
  const rows = await tx.sql`
    update step set not_before = clock_timestamp(), priority = 0, version = version + 1
    where item_id = any(${[...itemIds]}::uuid[]) and kind = 'observe' and state = 'ready' returning 1`;
  return rows.length;
}

/** Those of the items that a connector could look at and that have no look or act ahead. */
export async function findUnwatchedItems(
  tx: Tx,
  itemIds: readonly string[],
): Promise<(SteplessItem & { readonly caseId: string })[]> {
  return await tx.sql<(SteplessItem & { caseId: string })[]>`
    select i.id as "itemId", i.case_id as "caseId", i.system_id as "systemId", c.epoch, micros(i.due_at) as "dueAt"
    from case_item i
    join leaver_case c on c.id = i.case_id and c.state in ('scheduled','open','reopened')
    join system y on y.id = i.system_id and y.connector is not null and y.retired_at is null
    join system_layer l on l.system_id = i.system_id and l.layer = i.layer and l.observe = 'connector'
    where i.id = any(${[...itemIds]}::uuid[]) and i.access_id is not null
      and not exists (select from step s where s.item_id = i.id and s.state in ('ready', 'leased')
        and (s.kind = 'observe' or s.kind = 'act' and y.acting))`;
}
