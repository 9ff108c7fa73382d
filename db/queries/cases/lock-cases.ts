import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** Where a case stands, as a step planned under some epoch must know. */
export interface Standing {
  readonly epoch: number;
  readonly cancelled: boolean;
  readonly effectiveAt: Instant;
}

/** Locks cases until commit, in the order of their ids. @returns where each stands, by its id */
export async function lockCases(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Standing>> {
  if (caseIds.length === 0) return new Map();
  const rows = await tx.sql<(Standing & { id: string })[]>`
    select id, epoch, state = 'cancelled' as cancelled, micros(effective_at) as "effectiveAt" from leaver_case where id = any(${[...caseIds]}::uuid[])
    order by id for no key update`;
  return new Map(rows.map((row) => [row.id, row]));
}
