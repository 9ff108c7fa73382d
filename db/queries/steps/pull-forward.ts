import type { Tx } from "../../tx.ts";

/** Which waiting steps to pull forward: one kind of one case, or of one item of it. */
export interface PullForward {
  readonly caseId: string;
  readonly itemId: string | null;
  readonly kind: "act" | "observe";
}

/** Makes steps that wait for their time due at once, before all others. Returns how many. */
export async function pullForward(tx: Tx, { caseId, itemId, kind }: PullForward): Promise<number> {
  const rows = await tx.sql`
    update step set not_before = clock_timestamp(), priority = 0, version = version + 1
    where case_id = ${caseId} and kind = ${kind} and state = 'ready'
      and (${itemId}::uuid is null or item_id = ${itemId}) returning id`;
  return rows.length;
}
