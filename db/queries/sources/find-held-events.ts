import type { Tx } from "../../tx.ts";

/** A held event that has opened no case yet. */
export interface HeldEvent {
  readonly eventId: string;
  readonly identityId: string;
  readonly engagementId: string;
  readonly personKey: string;
  readonly displayName: string;
  readonly kind: string;
  /** Microseconds. */
  readonly effectiveAt: number;
  readonly zone: string;
  readonly precision: "minute" | "date";
  readonly notifiedAt: number | null;
  /** Epoch the case would have. */
  readonly epoch: number;
}

/** Held events of a source whose engagement has no case that goes on: what was stated last, one an engagement. */
export async function findHeldEvents(tx: Tx, source: string, limit: number): Promise<HeldEvent[]> {
  return await tx.sql<HeldEvent[]>`
    select distinct on (e.engagement_id) e.id as "eventId", e.identity_id as "identityId", e.engagement_id as "engagementId",
      p.person_key as "personKey", p.display_name as "displayName", e.kind, micros(e.effective_at) as "effectiveAt",
      e.zone, e.precision, micros(e.notified_at) as "notifiedAt", coalesce(c.epoch, 0) + 1 as epoch
    from lifecycle_event e
    join profile_identity p on p.identity_id = e.identity_id
    left join lateral (
      select epoch, state, opened_at, effective_at from leaver_case c
      where c.identity_id = e.identity_id and c.engagement_id = e.engagement_id order by epoch desc limit 1) c on true
    where e.source = ${source} and e.held and (c.epoch is null or (c.opened_at < e.received_at and (c.state = 'cancelled'
      or (c.state not in ('scheduled', 'open', 'reopened') and e.effective_at > c.effective_at))))
    order by e.engagement_id, coalesce(e.notified_at, e.received_at) desc, e.received_at desc, e.id desc limit ${limit}`;
}

/** Whether `sender` sent any held event of the source that was received since the source was held. */
export async function sentHeldEvents(tx: Tx, source: string, sender: string): Promise<boolean> {
  const [row] = await tx.sql<{ found: boolean }[]>`
    select exists (
      select from lifecycle_event e join profile_event p on p.event_id = e.id
      where e.source = ${source} and e.held
        and e.received_at >= (select min(held_at) - interval '1 hour' from source_hold where source = ${source} and released_at is null)
        and p.payload::jsonb->>'sentBy' = ${sender}) as found`;
  return row?.found ?? false;
}
