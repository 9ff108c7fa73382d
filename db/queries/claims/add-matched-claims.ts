import type { Tx } from "../../tx.ts";

/** A tool's claim on one item it is about. */
export interface MatchedClaim {
  readonly id: string;
  readonly itemId: string;
  readonly caseId: string;
  readonly systemId: string;
  readonly state: string;
  readonly source: string;
  readonly actor: string;
  /** Microseconds as stated by the tool; moves no metric. */
  readonly statedAt: number | null;
  readonly toolClaimId: string;
}

/** Adds tools' claims to the items they are about. Their time is the database's clock now, whatever the tools state. */
export async function addMatchedClaims(tx: Tx, rows: readonly MatchedClaim[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql`
    insert into claim (id, item_id, case_id, system_id, state, source, actor, at, stated_at, tool_claim_id)
    select id, item_id, case_id, system_id, state, source, actor, clock_timestamp(), instant(stated_at), tool_claim_id
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.itemId)}::uuid[], ${rows.map((row) => row.caseId)}::uuid[],
      ${rows.map((row) => row.systemId)}::uuid[], ${rows.map((row) => row.state)}::text[], ${rows.map((row) => row.source)}::text[],
      ${rows.map((row) => row.actor)}::text[], ${rows.map((row) => row.statedAt)}::bigint[], ${rows.map((row) => row.toolClaimId)}::uuid[])
      as t(id, item_id, case_id, system_id, state, source, actor, stated_at, tool_claim_id)`;
}
