import type { Layer, Tier } from "../../../lib/core/access/layer.ts";
import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { ExceptionTab } from "../../../lib/core/views/exceptions.ts";
import type { Tx } from "../../tx.ts";
import { uuidOf } from "../../uuid-of.ts";

export interface RequestRow {
  readonly id: string;
  readonly version: number;
  readonly caseNumber: number;
  readonly subjectId: string;
  readonly personName: string;
  readonly itemId: string;
  readonly systemName: string;
  readonly tier: Tier;
  readonly layer: Layer;
  readonly label: string | null;
  readonly verdict: VerdictKey;
  readonly reason: string | null;
  readonly requestedById: string;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly until: Instant;
  readonly zone: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
}

/** Where a page begins: the end and id of the last row before it. */
export interface RequestCursor {
  readonly until: Instant;
  readonly id: string;
}

/** Requests in each tab, and the database's clock. */
export async function countRequests(
  tx: Tx,
): Promise<Readonly<Record<ExceptionTab, number>> & { readonly now: Instant }> {
  const [row] = await tx.sql<(Record<ExceptionTab, number> & { now: Instant })[]>`
    select count(*) filter (where state = 'requested')::int as requested,
      count(*) filter (where state = 'approved' and until >= now())::int as running,
      count(*) filter (where state = 'approved' and until < now())::int as expired,
      count(*) filter (where state = 'refused')::int as refused, micros(now()) as now
    from exception_request`;
  if (row === undefined) throw new Error("a count gave no row");
  return row;
}

/** One page of a tab: what ends first comes first; of what has ended, what ended last. */
export async function listRequests(
  tx: Tx,
  tab: ExceptionTab,
  after: RequestCursor | null,
  rowsMax: number,
): Promise<RequestRow[]> {
  const { sql } = tx;
  const ahead = tab === "requested" || tab === "running";
  const which = {
    requested: sql`r.state = 'requested'`,
    running: sql`r.state = 'approved' and r.until >= now()`,
    expired: sql`r.state = 'approved' and r.until < now()`,
    refused: sql`r.state = 'refused'`,
  }[tab];
  const from =
    after === null
      ? sql`true`
      : ahead
        ? sql`(r.until, r.id) > (instant(${after.until}::bigint), ${after.id}::uuid)`
        : sql`(r.until, r.id) < (instant(${after.until}::bigint), ${after.id}::uuid)`;
  const order = ahead ? sql`r.until, r.id` : sql`r.until desc, r.id desc`;
  return await sql<RequestRow[]>`
    select r.id, r.version, c.number as "caseNumber", c.identity_id as "subjectId", coalesce(p.display_name, 'Erased person') as "personName",
      r.item_id as "itemId", y.name as "systemName", y.tier, i.layer, coalesce(px.label, pa.user_name) as label,
      case when v.key is null then 'not_started' when v.valid_until < now() then 'cannot_check' else v.key end as verdict,
      d.value as reason, r.requested_by as "requestedById", coalesce(q.display_name, qu.name, r.requested_by) as "requestedBy",
      micros(r.requested_at) as "requestedAt", micros(r.until) as until, c.zone,
      coalesce(w.display_name, wu.name, r.decided_by) as "decidedBy", micros(r.decided_at) as "decidedAt"
    from exception_request r
    join leaver_case c on c.id = r.case_id
    join case_item i on i.id = r.item_id
    join system y on y.id = r.system_id
    left join item_verdict v on v.item_id = r.item_id
    left join profile_access px on px.access_id = i.access_id
    left join profile_account pa on pa.account_id = i.account_id
    left join profile_identity p on p.identity_id = c.identity_id
    left join profile_identity q on q.identity_id = ${uuidOf(tx, "r.requested_by")}
    left join app_user qu on qu.id = ${uuidOf(tx, "r.requested_by")}
    left join profile_identity w on w.identity_id = ${uuidOf(tx, "r.decided_by")}
    left join app_user wu on wu.id = ${uuidOf(tx, "r.decided_by")}
    left join disclosure d on d.digest = r.reason
    where ${which} and ${from} order by ${order} limit ${rowsMax}`;
}
