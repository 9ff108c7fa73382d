import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/** One case that a complete list of a system's users was read for. */
export interface ReadCase {
  readonly stepId: string;
  readonly caseId: string;
  readonly epoch: number;
}

/**
 * Notes that a system was read to its end for cases, as the inventory of a connector does: the gate asks when that was.
 * @param readAt start of the reading; microseconds
 */
export async function finishReads(tx: Tx, systemId: string, cases: readonly ReadCase[], readAt: number): Promise<void> {
  if (cases.length === 0) return;
  await tx.sql`
    insert into step (id, kind, state, case_id, system_id, epoch, not_before, result, created_at, ended_at)
    select id, 'inventory', 'ended', case_id, ${systemId}, epoch, clock_timestamp(),
      jsonb_build_object('readAt', ${readAt}::bigint), clock_timestamp(), clock_timestamp()
    from unnest(${plainList(cases.map((one) => one.stepId))}::uuid[], ${plainList(cases.map((one) => one.caseId))}::uuid[],
      ${plainList(cases.map((one) => one.epoch))}::int[]) as t(id, case_id, epoch)`;
}

/** Ends what waited for a person to look at items that have been looked at and ended well. */
export async function endAnsweredSteps(tx: Tx, itemIds: readonly string[], snapshotId: string): Promise<void> {
  if (itemIds.length === 0) return;
  await tx.sql`
    update step set state = 'ended', ended_at = clock_timestamp(), version = version + 1,
      result = jsonb_build_object('snapshot', ${snapshotId}::text)
    where item_id = any(${plainList(itemIds)}::uuid[]) and kind = 'person' and state = 'waiting'`;
}

/** Items that have one of these accesses, whatever case they are of. */
export async function listItemsWith(tx: Tx, accessIds: readonly string[]): Promise<string[]> {
  if (accessIds.length === 0) return [];
  const rows = await tx.sql<{ id: string }[]>`
    select i.id from case_item i join leaver_case c on c.id = i.case_id and c.state <> 'cancelled'
    where i.access_id = any(${plainList(accessIds)}::uuid[])`;
  return rows.map((row) => row.id);
}
