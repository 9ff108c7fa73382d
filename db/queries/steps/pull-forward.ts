import type { Tx } from "../../tx.ts";

/** Which waiting steps to pull forward: one kind of one case, or of one item of it. */
export interface PullForward {
  readonly caseId: string;
  readonly itemId: string | null;
  readonly kind: "act" | "observe";
}

/**
 * Makes steps that wait for their time due at once, before all others. A look under way began before it was asked for
 * and may show what was then: it is begun again, and what the one under way sees stays a fact. Returns how many.
 */
export async function pullForward(tx: Tx, { caseId, itemId, kind }: PullForward): Promise<number> {
  const rows = await tx.sql`
    update step set state = 'ready', not_before = clock_timestamp(), priority = 0, version = version + 1,
      attempts = case when state = 'leased' then greatest(attempts - 1, 0) else attempts end, leased_by = null, lease_until = null
    where case_id = ${caseId} and kind = ${kind} and (state = 'ready' or (state = 'leased' and kind = 'observe'))
      and (${itemId}::uuid is null or item_id = ${itemId}) returning id`;
  return rows.length;
}
