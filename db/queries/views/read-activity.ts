import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** Something that happened in a case, by ids and codes. */
export interface ActivityRow {
  readonly at: Instant;
  readonly what: "claim" | "verdict" | "state" | "assignment";
  /** State of the claim, key of the verdict, state of the case, or name of the new owner. */
  readonly code: string;
  readonly actor: string | null;
  readonly systemName: string | null;
  readonly layer: string | null;
}

/** The newest happenings of a case. Intents of calls are left out: the claim that follows says more. */
export async function readActivity(tx: Tx, caseId: string, rowsMax: number): Promise<ActivityRow[]> {
  return await tx.sql<ActivityRow[]>`
    select micros(x.at) as at, x.what, x.code, coalesce(p.display_name, u.name, x.actor) as actor, y.name as "systemName", x.layer from (
      (select c.at, 'claim' as what, c.state as code, c.actor, i.system_id, i.layer from claim c join case_item i on i.id = c.item_id
        where c.case_id = ${caseId} and not (c.state = 'attempted' and c.note is null) order by c.at desc limit ${rowsMax})
      union all
      (select h.at, 'verdict', h.key, null, i.system_id, i.layer from verdict_change h join case_item i on i.id = h.item_id
        where i.case_id = ${caseId} order by h.at desc limit ${rowsMax})
      union all
      (select t.at, 'state', t."to", t.actor, null, null from case_transition t where t.case_id = ${caseId} order by t.at desc limit ${rowsMax})
      union all
      (select a.at, 'assignment', coalesce(q.display_name, ''), a.by, s.system_id, null from assignment a join step s on s.id = a.step_id
        left join profile_identity q on q.identity_id = a.owner_identity_id
        where s.case_id = ${caseId} order by a.at desc limit ${rowsMax})
    ) x
    left join system y on y.id = x.system_id
    left join profile_identity p on p.identity_id::text = x.actor
    left join app_user u on 'user:' || u.id = x.actor
    order by x.at desc limit ${rowsMax}`;
}
