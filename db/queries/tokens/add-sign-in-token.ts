import type { Tx } from "../../tx.ts";

/** Adds a one-time sign-in token that ends by itself. */
export async function addSignInToken(tx: Tx, digest: string, userId: string, lifeMicros: number): Promise<void> {
  await tx.sql`
    insert into sign_in_token (digest, user_id, expires_at)
    values (${digest}, ${userId}, clock_timestamp() + ${lifeMicros} * interval '1 microsecond')`;
}
