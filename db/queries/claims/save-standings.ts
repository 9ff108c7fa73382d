import type { Tx } from "../../tx.ts";

/** One row of the projection: where the claims of one tool on one item stand. Instants in microseconds. */
export interface StandingRow {
  readonly itemId: string;
  readonly tool: string;
  readonly caseId: string;
  readonly systemId: string;
  readonly claimId: string;
  readonly standing: string;
  readonly reason: string;
  readonly cameBack: boolean;
  readonly claimedAt: number;
  readonly seenAt: number | null;
  readonly presence: string | null;
  readonly until: number | null;
}

/** Writes where claims stand. A row that says the same already is left alone. */
export async function saveStandings(tx: Tx, rows: readonly StandingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql`
    insert into claim_standing as s (item_id, tool, case_id, system_id, claim_id, standing, reason, came_back, claimed_at, seen_at,
      presence, until)
    select item_id, tool, case_id, system_id, claim_id, standing, reason, came_back::boolean, instant(claimed_at), instant(seen_at), presence,
      instant(until)
    from unnest(${rows.map((r) => r.itemId)}::uuid[], ${rows.map((r) => r.tool)}::text[], ${rows.map((r) => r.caseId)}::uuid[],
      ${rows.map((r) => r.systemId)}::uuid[], ${rows.map((r) => r.claimId)}::uuid[], ${rows.map((r) => r.standing)}::text[],
      ${rows.map((r) => r.reason)}::text[], ${rows.map((r) => String(r.cameBack))}::text[], ${rows.map((r) => r.claimedAt)}::bigint[],
      ${rows.map((r) => r.seenAt)}::bigint[], ${rows.map((r) => r.presence)}::text[], ${rows.map((r) => r.until)}::bigint[])
      as t(item_id, tool, case_id, system_id, claim_id, standing, reason, came_back, claimed_at, seen_at, presence, until)
    on conflict (item_id, tool) do update set claim_id = excluded.claim_id, standing = excluded.standing, reason = excluded.reason,
      came_back = excluded.came_back, claimed_at = excluded.claimed_at, seen_at = excluded.seen_at, presence = excluded.presence,
      until = excluded.until
    where (s.claim_id, s.standing, s.reason, s.came_back, s.claimed_at, s.seen_at, s.presence, s.until) is distinct from
      (excluded.claim_id, excluded.standing, excluded.reason, excluded.came_back, excluded.claimed_at, excluded.seen_at,
       excluded.presence, excluded.until)`;
}
