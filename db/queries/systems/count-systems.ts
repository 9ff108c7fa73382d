import type { Tx } from "../../tx.ts";

/** How many systems are not retired. */
export async function countSystems(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`select count(*)::int as count from system where retired_at is null`;
  return row?.count ?? 0;
}
