import type { DurationMicros } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/**
 * Asks the inventory of a system for closed cases that are watched and read it before: their next daily reading is up to
 * a day away, and what was seen where its connection led before says nothing of where it leads now.
 * @param watch how long after closing a case is watched
 * @returns ids of the cases
 */
export async function askWatched(
  tx: Tx,
  systemId: string,
  { watch, priority }: { readonly watch: DurationMicros; readonly priority: number },
): Promise<string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    insert into step (id, kind, state, case_id, system_id, epoch, priority, not_before, due_at, created_at)
    select gen_random_uuid(), 'inventory', 'ready', c.id, ${systemId}, c.epoch, ${priority}, clock_timestamp(), c.effective_at,
      clock_timestamp()
    from leaver_case c
    where c.state in ('closed_verified', 'closed_attested', 'closed_excepted')
      and c.closed_at > now() - ${watch} * interval '1 microsecond'
      and (exists (select from case_item i where i.case_id = c.id and i.system_id = ${systemId})
        or exists (select from step s where s.case_id = c.id and s.system_id = ${systemId} and s.kind = 'inventory'))
      and not exists (select from step s where s.case_id = c.id and s.system_id = ${systemId} and s.kind = 'inventory'
        and s.state in ('ready', 'leased'))
    returning case_id as id`;
  return rows.map((row) => row.id);
}
