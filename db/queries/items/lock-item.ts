import type { Goal } from "../../../lib/core/access/goal.ts";
import type { Layer, Means, Tier } from "../../../lib/core/access/layer.ts";
import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { VerdictReason } from "../../../lib/core/access/verdict-reason.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { CaseState } from "../../../lib/core/leaver/case-state.ts";
import type { Tx } from "../../tx.ts";

/** What a person's command on an item decides by. */
export interface LockedItem {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: number;
  readonly systemId: string;
  /** Identity the case is about. */
  readonly subjectId: string;
  readonly caseState: CaseState;
  readonly caseVersion: number;
  readonly caseEpoch: number;
  readonly zone: string;
  readonly dueAt: Instant;
  readonly tier: Tier;
  readonly layer: Layer;
  readonly goal: Goal;
  readonly accountId: string | null;
  readonly accessId: string | null;
  readonly observe: Means;
  readonly freshness: number;
  /** As last derived; null before the first time. */
  readonly key: VerdictKey | null;
  readonly reason: VerdictReason | null;
  /** The step that waits for a person; null when none does. */
  readonly stepId: string | null;
  readonly now: Instant;
}

/** Locks the case of an item until commit. undefined when the item is not there, of another case, or out of scope. */
export async function lockItem(tx: Tx, itemId: string, leaver: string | null): Promise<LockedItem | undefined> {
  const number = /^LV-(\d{1,9})$/i.exec(leaver ?? "")?.[1];
  const of =
    leaver === null
      ? tx.sql`true`
      : number === undefined
        ? tx.sql`c.id = ${leaver}`
        : tx.sql`c.number = ${Number(number)}`;
  const [row] = await tx.sql<LockedItem[]>`
    select i.id, c.id as "caseId", c.number as "caseNumber", i.system_id as "systemId", c.identity_id as "subjectId", c.state as "caseState",
      c.version as "caseVersion", c.epoch as "caseEpoch", c.zone, micros(i.due_at) as "dueAt", y.tier, i.layer, i.goal, i.account_id as "accountId", i.access_id as "accessId",
      coalesce(l.observe, 'none') as observe, coalesce(l.freshness_micros, 0) as freshness,
      (select v.key from item_verdict v where v.item_id = i.id) as key,
      (select v.reason from item_verdict v where v.item_id = i.id) as reason,
      (select s.id from step s where s.item_id = i.id and s.kind = 'person' and s.state = 'waiting' limit 1) as "stepId",
      micros(clock_timestamp()) as now
    from case_item i
    join leaver_case c on c.id = i.case_id
    join system y on y.id = i.system_id
    left join system_layer l on l.system_id = i.system_id and l.layer = i.layer
    where i.id = ${itemId} and ${of} for no key update of c`;
  return row;
}
