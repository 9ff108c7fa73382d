import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/**
 * Locks the cases of items until commit, in the order of their ids. Two transactions that write facts of one case would
 * otherwise each derive without the other's: the later one would overwrite a verdict, and neither would see itself as
 * the case's last step.
 */
export async function lockCasesOfItems(tx: Tx, itemIds: readonly string[]): Promise<void> {
  await tx.sql`
    select from leaver_case where id in (select case_id from case_item where id = any(${plainList(itemIds)}::uuid[]))
    order by id for no key update`;
}
