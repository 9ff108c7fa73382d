import type { Tx } from "../../tx.ts";

/** Cases of which acts on a system wait in the queue. */
export async function casesWithActs(tx: Tx, systemId: string): Promise<string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select distinct case_id as id from step
    where system_id = ${systemId} and kind = 'act' and state = 'ready' and case_id is not null`;
  return rows.map((row) => row.id);
}
