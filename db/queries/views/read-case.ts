import type { Instant } from "../../../lib/core/instant.ts";
import type { CaseState } from "../../../lib/core/leaver/case-state.ts";
import type { Tx } from "../../tx.ts";

export interface CaseRow {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly identityId: string;
  readonly personName: string;
  readonly state: CaseState;
  /** How it closed or ended; null while it has not. */
  readonly outcome: string | null;
  readonly epoch: number;
  readonly effectiveAt: Instant;
  readonly effectiveText: string;
  readonly zone: string;
  readonly precision: "minute" | "date";
  readonly notifiedAt: Instant | null;
  readonly openedAt: Instant;
  readonly inventoriedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly source: string;
  readonly sourceEventId: string;
  readonly now: Instant;
}

/** One case by its id or its short number ("LV-2041"); undefined when there is none the reader may see. */
export async function readCase(tx: Tx, ref: string): Promise<CaseRow | undefined> {
  const number = /^LV-(\d{1,9})$/i.exec(ref)?.[1];
  const which = number === undefined ? tx.sql`c.id = ${ref}::uuid` : tx.sql`c.number = ${Number(number)}`;
  const [row] = await tx.sql<CaseRow[]>`
    select c.id, c.number, c.version, c.identity_id as "identityId", coalesce(p.display_name, 'Erased person') as "personName", c.state, c.outcome, c.epoch,
      micros(c.effective_at) as "effectiveAt", coalesce(pe.effective_text, '') as "effectiveText", c.zone, c.precision,
      micros(c.notified_at) as "notifiedAt", micros(c.opened_at) as "openedAt", micros(c.inventoried_at) as "inventoriedAt",
      micros(c.closed_at) as "closedAt", e.source, e.source_event_id as "sourceEventId", micros(clock_timestamp()) as now
    from leaver_case c
    join lifecycle_event e on e.id = c.event_id
    left join profile_event pe on pe.event_id = c.event_id
    left join profile_identity p on p.identity_id = c.identity_id
    where ${which}`;
  return row;
}
