import type { Tx } from "../../tx.ts";

/** Opens a browser session; only the digest of its id is kept. */
export async function openSession(tx: Tx, idDigest: string, userId: string, lifeMicros: number): Promise<void> {
  await tx.sql`
    insert into app_session (id_digest, user_id, created_at, seen_at, expires_at)
    values (${idDigest}, ${userId}, clock_timestamp(), clock_timestamp(),
      clock_timestamp() + ${lifeMicros} * interval '1 microsecond')`;
}
