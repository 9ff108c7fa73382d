import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/** The cases' gates are asked at the latest `seconds` from now, whatever happens to the worker that goes on with them. */
export async function settleWithin(tx: Tx, caseIds: readonly string[], seconds: number): Promise<void> {
  if (caseIds.length === 0) return;
  await tx.sql`
    update leaver_case set settle_at = least(settle_at, now() + ${seconds} * interval '1 second')
    where id = any(${plainList(caseIds)}::uuid[])`;
}
