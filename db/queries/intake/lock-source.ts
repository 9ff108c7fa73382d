import type { Tx } from "../../tx.ts";

/** Takes a source's turn until commit: its events are counted and recorded one request after the other. */
export async function lockSource(tx: Tx, source: string): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${source}, 21))`;
}
