import type { Tx } from "../../tx.ts";

/**
 * Asks the inventory of a system again for every leaver under way or watched of whom a run saw an account that the case
 * does not know. The inventory looks for itself: what a list says of them decides nothing. @returns ids of the cases
 */
export async function askLeavers(
  tx: Tx,
  run: { readonly id: string; readonly systemId: string },
  priority: number,
): Promise<string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    with cases as (
      select distinct on (c.id) c.id, c.epoch, c.effective_at
      from profile_listed_account l
      join leaver_case c on c.identity_id = l.identity_id
        and c.state in ('open', 'reopened', 'closed_verified', 'closed_attested', 'closed_excepted', 'ended_open')
      where l.system_id = ${run.systemId} and l.run_id = ${run.id} and l.standing = 'left' and l.presence <> 'disabled'
        and not exists (
          select from case_item i join profile_account p on p.account_id = i.account_id
          where i.case_id = c.id and p.system_id = l.system_id and p.native_id = l.native_id)
        and not exists (
          select from step s where s.case_id = c.id and s.system_id = l.system_id and s.kind = 'inventory'
            and s.state in ('ready', 'leased'))
    )
    insert into step (id, kind, state, case_id, system_id, epoch, priority, not_before, due_at, created_at)
    select gen_random_uuid(), 'inventory', 'ready', id, ${run.systemId}, epoch, ${priority}, clock_timestamp(), effective_at,
      clock_timestamp()
    from cases returning case_id as id`;
  return rows.map((row) => row.id);
}
