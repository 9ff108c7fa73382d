import type { Tx } from "../../tx.ts";

/** Ids of all items of cases. */
export async function listItems(tx: Tx, caseIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ id: string }[]>`select id from case_item where case_id = any(${[...caseIds]}::uuid[])`;
  return rows.map((row) => row.id);
}
