import type { Layer } from "../../../lib/core/access/layer.ts";
import type { VerdictReason } from "../../../lib/core/access/verdict-reason.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { ActQuestion } from "../../../lib/core/leaver/would-act.ts";
import type { Tx } from "../../tx.ts";

/** One item of a leaver under way in a system. */
export interface DryRunItem extends ActQuestion {
  readonly itemId: string;
  readonly caseId: string;
  readonly number: number;
  readonly effectiveAt: Instant;
  /** The effective end has come. */
  readonly ended: boolean;
  readonly label: string | null;
  readonly accountLabel: string | null;
  /** Why the verdict is what it is; null while there is none. */
  readonly reason: VerdictReason | null;
}

/** Everything known of leavers under way in a system: what inventories and looks have left. Nothing is asked of the target. */
export async function loadDryRunItems(tx: Tx, systemId: string): Promise<DryRunItem[]> {
  return await tx.sql<DryRunItem[]>`
    select i.id as "itemId", c.id as "caseId", c.number, micros(c.effective_at) as "effectiveAt", c.effective_at <= now() as ended,
      i.layer, px.label,
      pa.user_name as "accountLabel", i.access_id is not null as read, coalesce(n.kind, 'unknown') as kind,
      (select count(distinct k.identity_id)::int from account_link k where k.account_id = i.account_id) as users,
      case when v.key is null then 'not_started' when v.valid_until < now() then 'cannot_check' else v.key end as verdict,
      v.reason, coalesce(l.act, 'none') as act
    from leaver_case c
    join case_item i on i.case_id = c.id and i.system_id = ${systemId}
    left join item_verdict v on v.item_id = i.id
    left join account n on n.id = i.account_id
    left join profile_account pa on pa.account_id = i.account_id
    left join profile_access px on px.access_id = i.access_id
    left join system_layer l on l.system_id = i.system_id and l.layer = i.layer
    where c.state in ('scheduled','open','reopened') order by c.effective_at, i.id`;
}

/** What stands beside the items: who was never read here, which layers a connector acts on, what waits already. */
export interface DryRunFrame {
  readonly unread: readonly number[];
  readonly layers: readonly Layer[];
  readonly waitingActs: number;
  readonly now: Instant;
}

/** Numbers of leavers under way whose access here was not read to its end, and acts that wait for their time. */
export async function loadDryRunFrame(tx: Tx, systemId: string): Promise<DryRunFrame> {
  const [row] = await tx.sql<DryRunFrame[]>`
    select coalesce((select json_agg(distinct c.number) from leaver_case c where c.state in ('scheduled','open','reopened')
        and (exists (select from step s where s.case_id = c.id and s.system_id = ${systemId} and s.kind = 'inventory'
            and s.state in ('ready','leased','waiting'))
          or exists (select from case_item i where i.case_id = c.id and i.system_id = ${systemId} and i.inventoried_at is null))), '[]') as unread,
      coalesce((select json_agg(l.layer) from system_layer l where l.system_id = ${systemId} and l.act = 'connector'), '[]') as layers,
      (select count(*)::int from step s where s.system_id = ${systemId} and s.kind = 'act' and s.state = 'ready') as "waitingActs",
      micros(clock_timestamp()) as now`;
  if (row === undefined) throw new Error("reading the frame gave no row");
  return row;
}
