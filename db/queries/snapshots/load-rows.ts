import type { Tx } from "../../tx.ts";
import type { StagedRow } from "./stage-rows.ts";

/** Rows of a list that were kept until it is accepted, as they stood in it. */
export async function loadRows(tx: Tx, snapshotId: string): Promise<StagedRow[]> {
  return await tx.sql<StagedRow[]>`
    select line, native_id as "nativeId", user_name as "userName", emails, display_name as "displayName",
      person_key as "personKey", presence, holds, last_used as "lastUsed"
    from snapshot_row where snapshot_id = ${snapshotId} order by line`;
}
