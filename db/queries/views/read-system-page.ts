import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** What the last check of a system found, in its own sentences. */
export async function readCheckFindings(tx: Tx, systemId: string): Promise<readonly string[]> {
  const [row] = await tx.sql<{ findings: readonly string[] }[]>`
    select check_findings as findings from system where id = ${systemId}`;
  return row?.findings ?? [];
}

export interface SystemLeaverRow {
  readonly number: number;
  readonly personName: string;
  readonly effectiveAt: Instant;
  readonly effectiveText: string;
  readonly zone: string;
  readonly precision: "minute" | "date";
  readonly open: number;
  readonly total: number;
}

/** Leavers under way with items in a system, first to leave first. */
export async function listSystemLeavers(
  tx: Tx,
  systemId: string,
  verdicts: { readonly passing: readonly VerdictKey[]; readonly outside: readonly VerdictKey[] },
  rowsMax: number,
): Promise<SystemLeaverRow[]> {
  return await tx.sql<SystemLeaverRow[]>`
    select c.number, coalesce(p.display_name, 'Erased person') as "personName", micros(c.effective_at) as "effectiveAt",
      coalesce(pe.effective_text, '') as "effectiveText", c.zone, c.precision, x.open, x.total
    from (
      select i.case_id, count(*)::int as total,
        count(*) filter (where v.key is null or v.valid_until < now() or v.key <> all(${[...verdicts.passing]}::text[]))::int as open
      from leaver_case o join case_item i on i.case_id = o.id and i.system_id = ${systemId}
      left join item_verdict v on v.item_id = i.id
      where o.state in ('scheduled','open','reopened') and (v.key is null or v.key <> all(${[...verdicts.outside]}::text[]))
      group by i.case_id
    ) x join leaver_case c on c.id = x.case_id
    left join profile_event pe on pe.event_id = c.event_id
    left join profile_identity p on p.identity_id = c.identity_id
    order by c.effective_at, c.number limit ${rowsMax}`;
}
