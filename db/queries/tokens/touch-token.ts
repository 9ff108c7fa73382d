import type { Tx } from "../../tx.ts";

/** Notes that a token is in use. */
export async function touchToken(tx: Tx, tokenId: string): Promise<void> {
  await tx.sql`update api_token set last_used_at = now() where id = ${tokenId}`;
}
