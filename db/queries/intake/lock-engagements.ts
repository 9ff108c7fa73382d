import type { Tx } from "../../tx.ts";

/**
 * Locks the engagements of these people until commit, in the order of their ids: two sources that tell of the same end
 * at once open one case. A statement of its own, since one that waits for a lock goes on with its old snapshot.
 */
export async function lockEngagements(tx: Tx, personKeys: readonly string[]): Promise<void> {
  await tx.sql`
    select from engagement g
    where g.identity_id in (select identity_id from profile_identity where person_key = any(${[...personKeys]}::text[]))
    order by g.id for no key update`;
}
