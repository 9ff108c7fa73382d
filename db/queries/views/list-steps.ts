import type { Layer, Means, Tier } from "../../../lib/core/access/layer.ts";
import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";
import {
  afterCursor,
  byDeadline,
  matching,
  type OpenSteps,
  openSteps,
  type StepCursor,
  verdictNow,
} from "../steps/open-steps.ts";

export interface StepListRow {
  readonly id: string;
  readonly kind: string;
  readonly key: VerdictKey;
  readonly number: number;
  readonly subjectId: string;
  readonly effectiveAt: Instant;
  readonly zone: string;
  readonly systemId: string;
  readonly systemName: string;
  readonly systemSlug: string;
  readonly tier: Tier;
  readonly itemId: string | null;
  readonly layer: Layer | null;
  readonly label: string | null;
  readonly accountLabel: string | null;
  readonly observe: Means;
  readonly dueAt: Instant | null;
  readonly lastSeenUsableAt: Instant | null;
  readonly firstSeenGoneAt: Instant | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly lookedAt: Instant | null;
  readonly lookFailure: string | null;
}

/**
 * One page of the open steps that match, by deadline. The page is found first, along the index of that order; names,
 * labels and last looks are read for its rows alone.
 */
export async function listSteps(
  tx: Tx,
  which: OpenSteps,
  cursor: StepCursor | null,
  rowsMax: number,
): Promise<StepListRow[]> {
  const { sql } = tx;
  return await sql<StepListRow[]>`
    with page as materialized (
      select s.id, s.due_at, ${verdictNow(tx)} as key, v.last_seen_usable_at, v.first_seen_gone_at
      ${openSteps(tx, which.passing)} ${matching(tx, which)} ${afterCursor(tx, cursor)} ${byDeadline(tx)} limit ${rowsMax}
    )
    select s.id, s.kind, page.key, c.number, c.identity_id as "subjectId", micros(c.effective_at) as "effectiveAt", c.zone,
      y.id as "systemId", y.name as "systemName", y.slug as "systemSlug", y.tier, s.item_id as "itemId", i.layer, px.label,
      pa.user_name as "accountLabel", coalesce(l.observe, case when y.connector is null then 'none' else 'connector' end) as observe,
      micros(s.due_at) as "dueAt", micros(page.last_seen_usable_at) as "lastSeenUsableAt",
      micros(page.first_seen_gone_at) as "firstSeenGoneAt", s.owner_identity_id as "ownerId", p.display_name as "ownerName",
      micros(b.started_at) as "lookedAt", b.failure as "lookFailure"
    from page join step s on s.id = page.id
    join leaver_case c on c.id = s.case_id
    join system y on y.id = s.system_id
    left join case_item i on i.id = s.item_id
    left join system_layer l on l.system_id = i.system_id and l.layer = i.layer
    left join profile_access px on px.access_id = i.access_id
    left join profile_account pa on pa.account_id = i.account_id
    left join profile_identity p on p.identity_id = s.owner_identity_id
    left join lateral (
      (select started_at, failure from observation where access_id = i.access_id)
      union all
      (select started_at, failure from observation
        where i.access_id is null and access_id is null and case_id = i.case_id and system_id = i.system_id and layer = i.layer)
      order by started_at desc limit 1) b on true
    ${byDeadline(tx)}`;
}
