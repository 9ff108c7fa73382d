import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/**
 * Asks the inventory of a system for cases that closed without it: a step for each, as for cases under way. What it finds
 * decides whether the case opens again. @returns ids of the cases that were asked
 */
export async function askClosed(
  tx: Tx,
  systemId: string,
  caseIds: readonly string[],
  priority: number,
): Promise<string[]> {
  if (caseIds.length === 0) return [];
  const rows = await tx.sql<{ id: string }[]>`
    insert into step (id, kind, state, case_id, system_id, epoch, priority, not_before, due_at, created_at)
    select gen_random_uuid(), 'inventory', 'ready', c.id, ${systemId}, c.epoch, ${priority}, clock_timestamp(), c.effective_at,
      clock_timestamp()
    from leaver_case c
    where c.id = any(${plainList(caseIds)}::uuid[])
      and c.state in ('closed_verified', 'closed_attested', 'closed_excepted', 'ended_open', 'archived')
      and not exists (select from case_item i where i.case_id = c.id and i.system_id = ${systemId})
    returning case_id as id`;
  return rows.map((row) => row.id);
}

/** A slug that no system has: `wanted`, else with the next free number behind it. */
export async function freeSlug(tx: Tx, wanted: string): Promise<string> {
  const rows = await tx.sql<{ slug: string }[]>`
    select slug from system where slug = ${wanted} or slug like ${`${wanted}-%`}`;
  const taken = new Set(rows.map((row) => row.slug));
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}
