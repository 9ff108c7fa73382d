import type { Tx } from "../../tx.ts";

/** Whether an identity is there and has an engagement that lasts: nobody who left can own a step. */
export async function isPresent(tx: Tx, identityId: string): Promise<boolean> {
  const rows = await tx.sql`
    select from engagement where identity_id = ${identityId} and (ended_at is null or ended_at > now()) limit 1`;
  return rows.length > 0;
}
