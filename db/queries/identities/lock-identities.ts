import type { Tx } from "../../tx.ts";

/** Takes the turn to add identities until commit. */
export async function lockIdentities(tx: Tx): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(22)`;
}
