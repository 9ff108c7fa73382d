import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/** Marks cases that have nothing left in the queue: their gate must be asked. */
export async function askToSettle(tx: Tx, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  await tx.sql`
    update leaver_case c set settle_at = now() where c.id = any(${plainList(caseIds)}::uuid[])
      and not exists (select from step s join system y on y.id = s.system_id where s.case_id = c.id and s.kind <> 'person'
        and s.state in ('ready','leased') and s.not_before <= now()
        -- Acts wait for ever where acting is switched off.
        and (s.kind <> 'act' or s.state = 'leased' or y.acting))`;
}
