import type { CaseState } from "../../../lib/core/leaver/case-state.ts";
import type { Tx } from "../../tx.ts";

/** One engagement of a person whom an event may name, and its latest case if any. */
export interface PersonEngagement {
  readonly personKey: string;
  readonly identityId: string;
  readonly displayName: string;
  readonly engagementId: string | null;
  readonly engagementKind: string | null;
  /** Microseconds; null while it lasts. */
  readonly endedAt: number | null;
  readonly caseId: string | null;
  readonly caseNumber: number | null;
  readonly caseState: CaseState | null;
  readonly caseEpoch: number | null;
  /** Microseconds; null while it is open. */
  readonly caseClosedAt: number | null;
  /** Source whose statement the case's end stands on, when it was stated, and the end itself; microseconds. */
  readonly caseSource: string | null;
  readonly caseStatedAt: number | null;
  readonly caseEffectiveAt: number | null;
}

/** People by their HR keys with all their engagements; one row an engagement. */
export async function findPeople(tx: Tx, personKeys: readonly string[]): Promise<PersonEngagement[]> {
  return await tx.sql<PersonEngagement[]>`
    select p.person_key as "personKey", p.identity_id as "identityId", p.display_name as "displayName",
      g.id as "engagementId", g.kind as "engagementKind", micros(g.ended_at) as "endedAt",
      c.id as "caseId", c.number as "caseNumber", c.state as "caseState", c.epoch as "caseEpoch",
      micros(c.closed_at) as "caseClosedAt",
      e.source as "caseSource", micros(coalesce(e.notified_at, e.received_at)) as "caseStatedAt",
      micros(c.effective_at) as "caseEffectiveAt"
    from profile_identity p
    left join engagement g on g.identity_id = p.identity_id
    left join lateral (
      select id, number, state, epoch, closed_at, event_id, effective_at from leaver_case c
      where c.identity_id = p.identity_id and c.engagement_id = g.id order by epoch desc limit 1) c on true
    left join lifecycle_event e on e.id = c.event_id
    where p.person_key = any(${[...personKeys]}::text[])
    order by p.identity_id, g.id`;
}
