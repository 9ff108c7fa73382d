import type { Tx } from "../../tx.ts";

/** The case an item belongs to; undefined when it is not there or out of scope. */
export async function findItemCase(tx: Tx, itemId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ caseId: string }[]>`select case_id as "caseId" from case_item where id = ${itemId}`;
  return row?.caseId;
}
