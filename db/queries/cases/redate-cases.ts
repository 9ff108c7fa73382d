import type { Tx } from "../../tx.ts";

/** A case whose end its source stated anew. Times in microseconds. */
export interface Redate {
  readonly caseId: string;
  readonly engagementId: string;
  readonly eventId: string;
  readonly before: number;
  readonly effectiveAt: number;
  readonly zone: string;
  readonly precision: string;
  readonly notifiedAt: number | null;
  readonly state: string;
  readonly actor: string;
  readonly transitionId: string;
}

/**
 * Moves the end of cases, with the deadlines of their items and steps. What waits for the end waits for the new one, or
 * is due now when that has passed. The gate is asked at once: a case that was scheduled may be open by now.
 */
export async function redateCases(tx: Tx, redates: readonly Redate[]): Promise<void> {
  if (redates.length === 0) return;
  const ids = redates.map((one) => one.caseId);
  const ends = redates.map((one) => one.effectiveAt);
  const shifts = redates.map((one) => one.effectiveAt - one.before);
  await Promise.all([
    tx.sql`
      update leaver_case c set effective_at = instant(t.effective_at), zone = t.zone, precision = t.precision,
        notified_at = instant(t.notified_at), event_id = t.event_id, version = version + 1,
        settle_at = now()
      from unnest(${ids}::uuid[], ${ends}::bigint[], ${redates.map((one) => one.zone)}::text[],
        ${redates.map((one) => one.precision)}::text[], ${redates.map((one) => one.notifiedAt)}::bigint[],
        ${redates.map((one) => one.eventId)}::uuid[]) as t(id, effective_at, zone, precision, notified_at, event_id)
      where c.id = t.id`,
    tx.sql`
      update engagement g set ended_at = instant(t.effective_at)
      from unnest(${redates.map((one) => one.engagementId)}::uuid[], ${ends}::bigint[]) as t(id, effective_at)
      where g.id = t.id`,
    tx.sql`
      update case_item i set due_at = i.due_at + t.shift * interval '1 microsecond'
      from unnest(${ids}::uuid[], ${shifts}::bigint[]) as t(id, shift) where i.case_id = t.id`,
    tx.sql`
      update step s set due_at = s.due_at + t.shift * interval '1 microsecond', version = version + 1,
        not_before = case when s.kind = 'act' and s.state = 'ready'
          then greatest(instant(t.effective_at), least(s.not_before, clock_timestamp()))
          when s.state in ('ready', 'waiting') and s.not_before >= instant(t.before)
          then greatest(s.not_before + t.shift * interval '1 microsecond', clock_timestamp()) else s.not_before end
      from unnest(${ids}::uuid[], ${shifts}::bigint[], ${ends}::bigint[], ${redates.map((one) => one.before)}::bigint[])
        as t(id, shift, effective_at, before)
      where s.case_id = t.id and s.state in ('ready', 'leased', 'waiting')`,
    tx.sql`
      insert into case_transition (id, case_id, "from", "to", event, actor, at)
      select id, case_id, state, state, 'date_changed', actor, clock_timestamp()
      from unnest(${redates.map((one) => one.transitionId)}::uuid[], ${ids}::uuid[],
        ${redates.map((one) => one.state)}::text[], ${redates.map((one) => one.actor)}::text[]) as t(id, case_id, state, actor)`,
  ]);
}
