import type { Tx } from "../../tx.ts";

/** Claims that a later look contradicts: one read of their part of the index. */
export async function countContradicted(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from claim_standing where standing = 'contradicted'`;
  return row?.count ?? 0;
}
