import type { Tx } from "../../tx.ts";

/** Ends a session at once; returns its user, undefined when it had ended before. */
export async function endSession(tx: Tx, idDigest: string): Promise<{ userId: string } | undefined> {
  const [row] = await tx.sql<{ userId: string }[]>`
    update app_session set ended_at = clock_timestamp() where id_digest = ${idDigest} and ended_at is null
    returning user_id as "userId"`;
  return row;
}
