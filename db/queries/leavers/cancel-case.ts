import type { Tx } from "../../tx.ts";

/** Moves a case on to its next epoch and lets its engagement go on. The case must be locked. @returns the new epoch */
export async function advanceEpoch(tx: Tx, caseId: string): Promise<number> {
  const [row] = await tx.sql<{ epoch: number }[]>`
    with moved as (
      update leaver_case set epoch = epoch + 1, settle_at = null where id = ${caseId} returning epoch, engagement_id
    ), goes_on as (
      update engagement set ended_at = null where id in (select engagement_id from moved)
    )
    select epoch from moved`;
  if (row === undefined) throw new Error("a case that is locked has no row");
  return row.epoch;
}
