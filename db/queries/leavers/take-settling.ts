import type { Instant } from "../../../lib/core/instant.ts";
import type { CaseState } from "../../../lib/core/leaver/case-state.ts";
import type { Tx } from "../../tx.ts";

/** A case whose gate is asked now; its row is locked until commit. */
export interface SettlingCase {
  readonly id: string;
  readonly state: CaseState;
  readonly outcome: string | null;
  readonly epoch: number;
  readonly effectiveAt: Instant;
  readonly inventoriedAt: Instant | null;
  readonly closedAt: Instant | null;
}

/** Locks cases that asked to be settled, longest waiting first; those another worker has are left to it. */
export async function takeSettling(tx: Tx, casesMax: number): Promise<SettlingCase[]> {
  return await tx.sql<SettlingCase[]>`
    select id, state, outcome, epoch, micros(effective_at) as "effectiveAt", micros(inventoried_at) as "inventoriedAt", micros(closed_at) as "closedAt"
    from leaver_case where settle_at <= now() order by settle_at limit ${casesMax} for no key update skip locked`;
}
