import type { Tx } from "../../tx.ts";

/** Notes that a session is in use. */
export async function touchSession(tx: Tx, idDigest: string): Promise<void> {
  await tx.sql`update app_session set seen_at = now() where id_digest = ${idDigest} and ended_at is null`;
}
