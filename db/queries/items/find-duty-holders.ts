import type { Tx } from "../../tx.ts";

/** Accountable text of everybody who held a duty on an item. */
export interface DutyTexts {
  readonly verifiers: readonly string[];
  readonly approvers: readonly string[];
}

/** Who attested to an item and who approved exceptions on it. */
export async function findDutyHolders(tx: Tx, itemId: string): Promise<DutyTexts> {
  const [row] = await tx.sql<DutyTexts[]>`
    select
      coalesce((select array_agg(distinct a.by) from attestation a where a.item_id = ${itemId}), '{}') as verifiers,
      coalesce((select array_agg(distinct e.approved_by) from exception e where e.item_id = ${itemId}), '{}') as approvers`;
  return row ?? { verifiers: [], approvers: [] };
}
