import type { Tx } from "../../tx.ts";

/** Leaves steps without an owner: whoever had them says that they are not theirs. */
export async function giveUpSteps(tx: Tx, stepIds: readonly string[]): Promise<void> {
  if (stepIds.length === 0) return;
  await tx.sql`
    update step set owner_identity_id = null, owner_reason = 'not_mine', version = version + 1
    where id = any(${[...stepIds]}::uuid[])`;
}
