import type { Tx } from "../../tx.ts";

/** Ids of cases above `after`, in order; null = from the first. */
export async function listCasesAfter(tx: Tx, after: string | null, casesMax: number): Promise<string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from leaver_case where ${after}::uuid is null or id > ${after}::uuid order by id limit ${casesMax}`;
  return rows.map((row) => row.id);
}
