import type { Claim } from "../../../lib/core/access/claim.ts";
import type { Tx } from "../../tx.ts";

/** All claims on one item. */
export async function loadClaimsOf(tx: Tx, itemId: string): Promise<Claim[]> {
  return await tx.sql<Claim[]>`select state, source, actor, micros(at) as at from claim where item_id = ${itemId}`;
}
