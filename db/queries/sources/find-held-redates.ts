import type { CaseState } from "../../../lib/core/leaver/case-state.ts";
import type { Tx } from "../../tx.ts";

/** A held event that states another end for a case of its own source. Times in microseconds. */
export interface HeldRedate {
  readonly caseId: string;
  readonly engagementId: string;
  readonly eventId: string;
  readonly state: CaseState;
  readonly before: number;
  readonly effectiveAt: number;
  readonly zone: string;
  readonly precision: "minute" | "date";
  readonly notifiedAt: number | null;
}

/** Held events that correct the end of live cases: of each case the last statement, when it is later than the case's. */
export async function findHeldRedates(tx: Tx, source: string): Promise<HeldRedate[]> {
  return await tx.sql<HeldRedate[]>`
    select * from (
      select distinct on (c.id) c.id as "caseId", c.engagement_id as "engagementId", e.id as "eventId", c.state,
        micros(c.effective_at) as before, micros(e.effective_at) as "effectiveAt", e.zone, e.precision,
        micros(e.notified_at) as "notifiedAt"
      from lifecycle_event e
      join leaver_case c on c.identity_id = e.identity_id and c.engagement_id = e.engagement_id
        and c.state in ('scheduled', 'open', 'reopened')
      join lifecycle_event stated on stated.id = c.event_id and stated.source = e.source
      where e.source = ${source} and e.held
        and coalesce(e.notified_at, e.received_at) > coalesce(stated.notified_at, stated.received_at)
      order by c.id, coalesce(e.notified_at, e.received_at) desc, e.id desc) as last
    where before <> "effectiveAt"`;
}
