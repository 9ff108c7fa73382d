import type { Tx } from "../../tx.ts";

export interface NewCase {
  readonly id: string;
  readonly identityId: string;
  readonly engagementId: string;
  readonly epoch: number;
  readonly eventId: string;
  readonly kind: string;
  readonly state: string;
  /** Microseconds. */
  readonly effectiveAt: number;
  readonly zone: string;
  readonly precision: string;
  readonly notifiedAt: number | null;
  /** Who opened it, for the history of its states. */
  readonly actor: string;
  readonly transitionId: string;
}

/**
 * Opens cases, ends their engagements and starts the history of their states.
 * @returns the short number of each case by its id
 */
export async function openCases(tx: Tx, cases: readonly NewCase[]): Promise<Map<string, number>> {
  if (cases.length === 0) return new Map();
  const [rows] = await Promise.all([
    tx.sql<{ id: string; number: number }[]>`
      insert into leaver_case (id, identity_id, engagement_id, epoch, event_id, kind, state, effective_at, zone, precision,
        notified_at, opened_at)
      select id, identity_id, engagement_id, epoch, event_id, kind, state, instant(effective_at), zone, precision,
        instant(notified_at), clock_timestamp()
      from unnest(${cases.map((c) => c.id)}::uuid[], ${cases.map((c) => c.identityId)}::uuid[],
        ${cases.map((c) => c.engagementId)}::uuid[], ${cases.map((c) => c.epoch)}::int[],
        ${cases.map((c) => c.eventId)}::uuid[], ${cases.map((c) => c.kind)}::text[], ${cases.map((c) => c.state)}::text[],
        ${cases.map((c) => c.effectiveAt)}::bigint[], ${cases.map((c) => c.zone)}::text[],
        ${cases.map((c) => c.precision)}::text[], ${cases.map((c) => c.notifiedAt)}::bigint[])
        as t(id, identity_id, engagement_id, epoch, event_id, kind, state, effective_at, zone, precision, notified_at)
      returning id, number`,
    tx.sql`
      update engagement g set ended_at = instant(t.effective_at)
      from unnest(${cases.map((c) => c.engagementId)}::uuid[], ${cases.map((c) => c.effectiveAt)}::bigint[])
        as t(id, effective_at)
      where g.id = t.id`,
    tx.sql`
      insert into case_transition (id, case_id, "from", "to", event, actor, at)
      select id, case_id, 'none', state, 'opened', actor, clock_timestamp()
      from unnest(${cases.map((c) => c.transitionId)}::uuid[], ${cases.map((c) => c.id)}::uuid[],
        ${cases.map((c) => c.state)}::text[], ${cases.map((c) => c.actor)}::text[]) as t(id, case_id, state, actor)`,
  ]);
  return new Map(rows.map((row) => [row.id, row.number]));
}
