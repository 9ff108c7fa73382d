import type { Tx } from "../../tx.ts";

export interface ReadWhole {
  readonly caseId: string;
  readonly systemId: string;
  readonly endedAt: number;
}

/** Dates items that an earlier, partial read had left undated. @returns their ids: their verdicts must be derived again */
export async function dateItems(tx: Tx, reads: readonly ReadWhole[]): Promise<string[]> {
  if (reads.length === 0) return [];
  const rows = await tx.sql<{ id: string }[]>`
    update case_item i set inventoried_at = instant(r.ended_at)
    from unnest(${reads.map((read) => read.caseId)}::uuid[], ${reads.map((read) => read.systemId)}::uuid[],
      ${reads.map((read) => read.endedAt)}::bigint[]) as r(case_id, system_id, ended_at)
    where i.case_id = r.case_id and i.system_id = r.system_id and i.inventoried_at is null
    returning i.id`;
  return rows.map((row) => row.id);
}
