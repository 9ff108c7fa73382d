import type { Fragment } from "postgres";
import type { ClaimStanding } from "../../../lib/core/access/claim-standing.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";
import { type ClaimPeriod, narrowed, placedAt, within } from "./claims-narrowed.ts";

/** Claims of one tool in one system that stand alike. */
export interface StandingCount {
  readonly tool: string;
  readonly systemId: string;
  readonly systemName: string;
  readonly standing: ClaimStanding;
  readonly count: number;
  readonly cameBack: number;
}

export interface StandingSummary {
  readonly leavers: number;
  /** Of the tasks counted, by the time that places them in a period. */
  readonly firstClaimAt: Instant | null;
  readonly lastClaimAt: Instant | null;
  /** Tasks of tools that are about no item yet; an owner sees none of them. */
  readonly notMatched: number;
  readonly now: Instant;
}

/** The standing as it reads now: a claim that awaited its look for too long cannot be checked. */
export const standsNow = ({ sql }: Tx) =>
  sql`(case when s.standing = 'awaiting_look' and s.until < now() then 'cannot_check' else s.standing end)`;

/** Where the claims of a period stand, in one pass over the projection; and what belongs to the whole. */
export async function countStandings(
  tx: Tx,
  period: ClaimPeriod,
): Promise<{ readonly counts: readonly StandingCount[]; readonly summary: StandingSummary }> {
  const { sql } = tx;
  const all = { tool: null, systemId: null, period };
  const placed = placedAt(tx, sql`k.stated_at`, sql`s.claimed_at`);
  const [counts, [summary]] = await Promise.all([
    sql<StandingCount[]>`
      select s.tool, s.system_id as "systemId", y.name as "systemName", ${standsNow(tx)} as standing, count(*)::int as count,
        count(*) filter (where s.came_back)::int as "cameBack"
      from claim_standing s join system y on y.id = s.system_id where true ${narrowed(tx, all)} group by 1, 2, 3, 4`,
    sql<StandingSummary[]>`
      select count(distinct s.case_id)::int as leavers, micros(min(${placed})) as "firstClaimAt",
        micros(max(${placed})) as "lastClaimAt", micros(clock_timestamp()) as now,
        (select count(*)::int from tool_claim t where ${waiting(tx, period)}) as "notMatched"
      from claim_standing s join claim k on k.id = s.claim_id where true ${within(tx, placed, period)}`,
  ]);
  if (summary === undefined) throw new Error("counting gave no row");
  return { counts, summary };
}

/** Tasks of a period, as `tool_claim t`, that are about no item yet. */
export function waiting(tx: Tx, period: ClaimPeriod): Fragment {
  const { sql } = tx;
  return sql`t.state <> 'pending' and not exists (select from claim c where c.tool_claim_id = t.id)
    ${within(tx, placedAt(tx, sql`t.stated_at`, sql`t.received_at`), period)}`;
}
