import type { ClaimStanding } from "../../../lib/core/access/claim-standing.ts";
import type { Layer, Tier } from "../../../lib/core/access/layer.ts";
import type { Presence } from "../../../lib/core/access/observation.ts";
import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { VerdictReason } from "../../../lib/core/access/verdict-reason.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";
import { type ClaimsNarrowed, narrowed } from "./claims-narrowed.ts";
import { standsNow } from "./count-standings.ts";

export interface StandingListRow {
  readonly caseNumber: number;
  readonly zone: string;
  readonly itemId: string;
  readonly tool: string;
  readonly externalId: string | null;
  readonly title: string | null;
  readonly claimedAt: Instant;
  readonly statedAt: Instant | null;
  readonly systemName: string;
  readonly tier: Tier;
  readonly layer: Layer;
  readonly label: string | null;
  readonly accountLabel: string | null;
  readonly standing: ClaimStanding;
  readonly reason: VerdictReason;
  readonly cameBack: boolean;
  readonly verdict: VerdictKey;
  readonly rank: number;
  readonly seenAt: Instant | null;
  readonly presence: Presence | null;
}

/** A row's place in the order. */
export interface StandingCursor {
  readonly rank: number;
  readonly tier: number;
  readonly claimedAt: number;
  readonly itemId: string;
  readonly tool: string;
}

export interface StandingFilter extends ClaimsNarrowed {
  readonly standing: ClaimStanding;
}

/**
 * One page of the claims that stand alike: worst verdict of the item first, then tier, then the oldest claim. Keyset
 * paging: the cursor is the last row's place. Costs a sort of the tab's claims, and five look-ups by key a row shown.
 */
export async function listStandings(
  tx: Tx,
  { standing, ...which }: StandingFilter,
  worstFirst: readonly VerdictKey[],
  cursor: StandingCursor | null,
  rowsMax: number,
): Promise<StandingListRow[]> {
  const { sql } = tx;
  const after =
    cursor === null
      ? sql``
      : sql`where (rank, tier, claimed_at, item_id, tool)
          > (${cursor.rank}, ${cursor.tier}, instant(${cursor.claimedAt}), ${cursor.itemId}::uuid, ${cursor.tool})`;
  // Only what awaits can have become what cannot be checked by time alone.
  const stored = standing === "cannot_check" ? ["cannot_check", "awaiting_look"] : [standing];
  return await sql<StandingListRow[]>`
    with ranked as (
      select s.*, y.name as system_name, y.tier, w.verdict, array_position(${[...worstFirst]}::text[], w.verdict) as rank
      from claim_standing s join system y on y.id = s.system_id left join item_verdict v on v.item_id = s.item_id
      cross join lateral (select case when v.key is null then 'not_started' when v.valid_until < now() then 'cannot_check'
        else v.key end as verdict) w
      where s.standing = any(${stored}::text[]) and ${standsNow(tx)} = ${standing}
        ${narrowed(tx, which)}
    ), page as (
      select * from ranked ${after} order by rank, tier, claimed_at, item_id, tool limit ${rowsMax}
    )
    select c.number as "caseNumber", c.zone, r.item_id as "itemId", r.tool, n.external_id as "externalId", n.title,
      micros(r.claimed_at) as "claimedAt", micros(k.stated_at) as "statedAt", r.system_name as "systemName", r.tier, i.layer,
      x.label, a.user_name as "accountLabel", ${standing} as standing,
      case when r.standing = ${standing} then r.reason else 'not_read' end as reason, r.came_back as "cameBack", r.verdict, r.rank,
      micros(r.seen_at) as "seenAt", r.presence
    from page r
    join leaver_case c on c.id = r.case_id join case_item i on i.id = r.item_id join claim k on k.id = r.claim_id
    left join profile_tool_claim n on n.claim_id = k.tool_claim_id
    left join profile_access x on x.access_id = i.access_id left join profile_account a on a.account_id = i.account_id
    order by r.rank, r.tier, r.claimed_at, r.item_id, r.tool`;
}
