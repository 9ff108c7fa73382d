import type { Tx } from "../../tx.ts";

/** Releases every open hold of a source. Returns how many there were. */
export async function releaseHolds(tx: Tx, source: string, by: string): Promise<number> {
  const rows = await tx.sql`
    update source_hold set released_at = clock_timestamp(), released_by = ${by}
    where source = ${source} and released_at is null returning id`;
  return rows.length;
}
