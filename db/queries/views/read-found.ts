import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** Somebody who left, with what one system's account of theirs came to. Instants in microseconds. */
export interface FoundRow {
  readonly id: string;
  readonly number: number;
  readonly personName: string;
  readonly effectiveAt: Instant;
  readonly effectiveText: string;
  readonly zone: string;
  readonly precision: "minute" | "date";
}

export interface FoundSums {
  readonly left: number;
  readonly usable: number;
  readonly unclear: number;
  readonly longest: number;
  readonly ahead: number;
}

const LIVE = ["open", "reopened", "closed_verified", "closed_attested", "closed_excepted", "ended_open"];

/**
 * Those who left, worst in this system first, then who left first.
 * @param first number of a case that comes before all others, so that it is there whatever became of it
 */
export async function listFound(
  tx: Tx,
  systemId: string,
  worstFirst: readonly VerdictKey[],
  first: number | null,
  rowsMax: number,
): Promise<FoundRow[]> {
  return await tx.sql<FoundRow[]>`
    select c.id, c.number, coalesce(p.display_name, 'Erased person') as "personName", micros(c.effective_at) as "effectiveAt",
      coalesce(pe.effective_text, '') as "effectiveText", c.zone, c.precision
    from leaver_case c
    left join profile_event pe on pe.event_id = c.event_id
    left join profile_identity p on p.identity_id = c.identity_id
    left join lateral (select min(array_position(${[...worstFirst]}::text[], v.key)) as rank
      from item_verdict v where v.case_id = c.id and v.system_id = ${systemId}) w on true
    where c.state = any(${LIVE}::text[]) and c.effective_at <= now()
    order by c.number is not distinct from ${first}::int desc, w.rank nulls last, c.effective_at, c.number limit ${rowsMax}`;
}

/**
 * How many left, and of how many the system's account was seen usable and not gone since. Counted from sightings, not from
 * verdicts: before its deadline nobody's access is late, and it is there all the same.
 */
export async function sumFound(tx: Tx, systemId: string): Promise<FoundSums> {
  const [row] = await tx.sql<FoundSums[]>`
    with left_people as (
      select c.id, c.effective_at, a.* from leaver_case c
      left join lateral (
        select coalesce(bool_or(v.last_seen_usable_at >= c.effective_at
            and v.last_seen_usable_at > coalesce(v.first_seen_gone_at, '-infinity')), false) as usable,
          coalesce(bool_or(v.key in ('cannot_check', 'not_started')), true) as unclear,
          max(v.last_seen_usable_at) as at
        from item_verdict v join case_item i on i.id = v.item_id and i.layer = 'account'
        where v.case_id = c.id and v.system_id = ${systemId}) a on true
      where c.state = any(${LIVE}::text[]) and c.effective_at <= now()
    )
    select count(*)::int as left, count(*) filter (where usable)::int as usable,
      count(*) filter (where unclear and not usable)::int as unclear,
      coalesce(max(extract(epoch from at - effective_at) * 1000000) filter (where usable), 0)::bigint as longest,
      (select count(*)::int from leaver_case where state = 'scheduled') as ahead
    from left_people`;
  return row ?? { left: 0, usable: 0, unclear: 0, longest: 0, ahead: 0 };
}

/** What lists name of the accounts of cases in a system: roles, groups and when each account was last used. */
export interface FoundHold {
  readonly caseId: string;
  readonly label: string;
}

export async function listHolds(tx: Tx, systemId: string, caseIds: readonly string[]): Promise<FoundHold[]> {
  return await tx.sql<FoundHold[]>`
    select i.case_id as "caseId", x.label from case_item i
    join profile_access x on x.access_id = i.access_id
    where i.system_id = ${systemId} and i.case_id = any(${[...caseIds]}::uuid[]) and i.layer in ('entitlement', 'group')
      and x.label is not null
    order by i.layer, x.label`;
}

/** Where those who left were told of, most people first. */
export async function listFoundSources(
  tx: Tx,
  rowsMax: number,
): Promise<{ readonly source: string; readonly people: number }[]> {
  return await tx.sql<{ source: string; people: number }[]>`
    select e.source, count(*)::int as people from leaver_case c join lifecycle_event e on e.id = c.event_id
    where c.state = any(${LIVE}::text[]) and c.effective_at <= now()
    group by e.source order by 2 desc, 1 limit ${rowsMax}`;
}
