import type { Tx } from "../../tx.ts";

/**
 * Lets the rest of the transaction see every row. Only after the caller's own scope has let the record through that the
 * command is about, and only for what the caller is not shown.
 */
export async function seeAllRows(tx: Tx): Promise<void> {
  await tx.sql`select set_config('closeout.rows', 'all', true)`;
}
