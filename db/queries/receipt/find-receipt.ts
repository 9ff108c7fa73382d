import type { Tx } from "../../tx.ts";

/** The answer a command gave before to the same actor under the same key. */
export interface Receipt {
  readonly command: string;
  readonly inputHash: string;
  readonly result: unknown;
}

/**
 * Finds the receipt, after taking the key for this transaction: a second request with the same key waits for the
 * first and then sees its receipt, instead of carrying the command out twice.
 */
export async function findReceipt(tx: Tx, actor: string, key: string): Promise<Receipt | undefined> {
  // Two statements on purpose: a statement that waits for the lock would read with the snapshot from before it.
  const [, rows] = await Promise.all([
    tx.sql`select pg_advisory_xact_lock(hashtextextended(${`${actor} ${key}`}, 20))`,
    tx.sql<Receipt[]>`
      select command, input_hash as "inputHash", result from command_receipt
      where actor = ${actor} and idempotency_key = ${key}`,
  ]);
  return rows[0];
}
