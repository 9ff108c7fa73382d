import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

export interface NewClaim {
  readonly id: string;
  readonly itemId: string;
  readonly caseId: string;
  readonly systemId: string;
  readonly stepId: string | null;
  readonly state: string;
  readonly source: string;
  readonly actor: string;
  readonly note: string | null;
  /** Microseconds; database clock. null = clock of the statement. */
  readonly at: number | null;
  readonly rawBlobId: string | null;
}

/** Adds claims. All claims by all actors are kept. */
export async function addClaims(tx: Tx, claims: readonly NewClaim[]): Promise<void> {
  if (claims.length === 0) return;
  await tx.sql`
    insert into claim (id, item_id, case_id, system_id, step_id, state, source, actor, note, at, raw_blob_id)
    select id, item_id, case_id, system_id, step_id, state, source, actor, note, coalesce(instant(at), clock_timestamp()), raw_blob_id
    from unnest(${plainList(claims.map((c) => c.id))}::uuid[], ${plainList(claims.map((c) => c.itemId))}::uuid[], ${plainList(claims.map((c) => c.caseId))}::uuid[],
      ${plainList(claims.map((c) => c.systemId))}::uuid[], ${plainList(claims.map((c) => c.stepId))}::uuid[], ${plainList(claims.map((c) => c.state))}::text[],
      ${plainList(claims.map((c) => c.source))}::text[], ${claims.map((c) => c.actor)}::text[], ${claims.map((c) => c.note)}::text[],
      ${plainList(claims.map((c) => c.at))}::bigint[], ${plainList(claims.map((c) => c.rawBlobId))}::uuid[])
      as t(id, item_id, case_id, system_id, step_id, state, source, actor, note, at, raw_blob_id)`;
}
