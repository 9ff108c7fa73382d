import type { Tx } from "../../tx.ts";

/** An event recorded before, and the case it led to if any. */
export interface KnownEvent {
  readonly sourceEventId: string;
  readonly inputHash: string;
  readonly held: boolean;
  readonly caseId: string | null;
  readonly caseNumber: number | null;
}

/** Events of `source` already recorded under these ids. */
export async function findEvents(tx: Tx, source: string, eventIds: readonly string[]): Promise<KnownEvent[]> {
  return await tx.sql<KnownEvent[]>`
    select e.source_event_id as "sourceEventId", e.input_hash as "inputHash", e.held,
      c.id as "caseId", c.number as "caseNumber"
    from lifecycle_event e
    left join lateral (
      select id, number from leaver_case c
      where c.identity_id = e.identity_id and c.engagement_id = e.engagement_id order by epoch desc limit 1) c on true
    where e.source = ${source} and e.source_event_id = any(${[...eventIds]}::text[])`;
}
