import type { Tx } from "../../tx.ts";

export interface NewEvent {
  readonly id: string;
  readonly source: string;
  readonly sourceEventId: string;
  readonly kind: string;
  readonly identityId: string;
  readonly engagementId: string;
  /** Microseconds. */
  readonly effectiveAt: number;
  readonly zone: string;
  readonly precision: string;
  readonly notifiedAt: number | null;
  readonly inputHash: string;
  readonly held: boolean;
  /** Personal values: they stand in rows that can be deleted. */
  readonly personKey: string;
  readonly effectiveText: string;
  readonly payload: string;
}

/** Adds events and the personal values they came with. */
export async function addEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await Promise.all([
    tx.sql`
      insert into lifecycle_event (id, source, source_event_id, kind, identity_id, engagement_id, effective_at, zone,
        precision, notified_at, received_at, input_hash, held)
      select id, source, source_event_id, kind, identity_id, engagement_id, instant(effective_at), zone, precision,
        instant(notified_at), clock_timestamp(), input_hash, held::boolean
      from unnest(${events.map((e) => e.id)}::uuid[], ${events.map((e) => e.source)}::text[],
        ${events.map((e) => e.sourceEventId)}::text[], ${events.map((e) => e.kind)}::text[],
        ${events.map((e) => e.identityId)}::uuid[], ${events.map((e) => e.engagementId)}::uuid[],
        ${events.map((e) => e.effectiveAt)}::bigint[], ${events.map((e) => e.zone)}::text[],
        ${events.map((e) => e.precision)}::text[], ${events.map((e) => e.notifiedAt)}::bigint[],
        ${events.map((e) => e.inputHash)}::text[], ${events.map((e) => String(e.held))}::text[])
        as t(id, source, source_event_id, kind, identity_id, engagement_id, effective_at, zone, precision, notified_at,
          input_hash, held)`,
    tx.sql`
      insert into profile_event (event_id, person_key, effective_text, payload)
      select * from unnest(${events.map((e) => e.id)}::uuid[], ${events.map((e) => e.personKey)}::text[],
        ${events.map((e) => e.effectiveText)}::text[], ${events.map((e) => e.payload)}::text[])`,
  ]);
}
