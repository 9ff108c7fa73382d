import type { Tx } from "../../tx.ts";

export interface ReadWhole {
  readonly caseId: string;
  readonly systemId: string;
  readonly endedAt: number;
  /** Layers that were read; null for all but those that only a file shows. */
  readonly layers: readonly string[] | null;
  /** Layers of a connector that this reading did not show. */
  readonly unread?: readonly string[];
}

/** Dates items that an earlier, partial read had left undated. @returns their ids: their verdicts must be derived again */
export async function dateItems(tx: Tx, reads: readonly ReadWhole[]): Promise<string[]> {
  if (reads.length === 0) return [];
  const rows = await tx.sql<{ id: string }[]>`
    update case_item i set inventoried_at = instant(r.ended_at)
    from unnest(${reads.map((read) => read.caseId)}::uuid[], ${reads.map((read) => read.systemId)}::uuid[],
      ${reads.map((read) => read.endedAt)}::bigint[], ${reads.map((read) => read.layers?.join(" ") ?? null)}::text[],
      ${reads.map((read) => read.unread?.join(" ") ?? "")}::text[])
      as r(case_id, system_id, ended_at, layers, unread)
    where i.case_id = r.case_id and i.system_id = r.system_id and i.inventoried_at is null
      and case when r.layers is not null then i.layer = any(string_to_array(r.layers, ' ')) else not exists (
        select from system_layer l where l.system_id = i.system_id and l.layer = i.layer and l.observe = 'snapshot') end
      and not (i.layer = any(string_to_array(r.unread, ' ')) and exists (
        select from system_layer l where l.system_id = i.system_id and l.layer = i.layer and l.observe = 'connector'))
    returning i.id`;
  return rows.map((row) => row.id);
}
