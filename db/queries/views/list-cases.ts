import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { CaseState } from "../../../lib/core/leaver/case-state.ts";
import type { LeaverTab } from "../../../lib/core/views/leaver-status.ts";
import type { Tx } from "../../tx.ts";

/** Verdict order and groups as the core has them, handed in so that SQL states no rule. */
export interface VerdictOrder {
  readonly worstFirst: readonly VerdictKey[];
  /** Open verdicts for which nothing goes on without a person. */
  readonly needsPerson: readonly VerdictKey[];
  readonly verified: readonly VerdictKey[];
  readonly outside: readonly VerdictKey[];
  readonly present: readonly VerdictKey[];
  readonly passing: readonly VerdictKey[];
}

export interface ListRow {
  readonly id: string;
  readonly number: number;
  readonly personName: string;
  readonly state: CaseState;
  readonly outcome: string | null;
  readonly effectiveAt: Instant;
  readonly effectiveText: string;
  readonly zone: string;
  readonly precision: "minute" | "date";
  readonly source: string;
  readonly rank: number;
  readonly person: boolean;
  readonly verified: number;
  readonly total: number;
  readonly present: number;
  readonly awaiting: boolean;
  readonly noOwner: number;
  readonly lastSeenUsableAt: Instant | null;
  readonly lastGoneAt: Instant | null;
  readonly open: number;
  readonly seenUsable: number;
  readonly nextDueAt: Instant | null;
  readonly lateUsable: number;
  readonly late: number;
  readonly systems: readonly { readonly id: string; readonly name: string; readonly rank: number }[];
}

export interface ListCursor {
  readonly rank: number;
  readonly effectiveAt: number;
  readonly number: number;
}

const STATES: Readonly<Record<LeaverTab, readonly CaseState[] | null>> = {
  needs_action: ["open", "reopened"],
  scheduled: ["scheduled"],
  awaiting: ["open", "reopened"],
  ended_open: ["ended_open"],
  closed: ["closed_verified", "closed_attested", "closed_excepted", "archived"],
  all: null,
};

/**
 * One page of one tab, worst verdict first, then longest exposed (earliest end). Keyset paging: the cursor is the last
 * row's place in that order.
 */
export async function listCases(
  tx: Tx,
  tab: LeaverTab,
  order: VerdictOrder,
  cursor: ListCursor | null,
  rowsMax: number,
): Promise<ListRow[]> {
  const { sql } = tx;
  const states = STATES[tab];
  const split = tab === "needs_action" ? sql`and s.person` : tab === "awaiting" ? sql`and not s.person` : sql``;
  const after =
    cursor === null
      ? sql``
      : sql`and (s.rank, s.effective_at, s.number) > (${cursor.rank}, instant(${cursor.effectiveAt}), ${cursor.number})`;
  return await sql<ListRow[]>`
    with summed as (
      select c.id, c.number, c.effective_at, c.state, coalesce(v.rank, ${order.worstFirst.length + 1}) as rank,
        coalesce(v.person, c.state in ('open','reopened')) or exists (
          select from step s where s.case_id = c.id and s.state = 'waiting' and s.owner_identity_id is null) as person
      from leaver_case c
      left join lateral (
        select min(array_position(${[...order.worstFirst]}::text[], v.key)) as rank, bool_or(v.key = any(${[...order.needsPerson]}::text[])) as person
        from item_verdict v where v.case_id = c.id) v on true
      where ${states === null ? sql`true` : sql`c.state = any(${[...states]}::text[])`}
    ), page as (
      select s.* from summed s where true ${split} ${after} order by s.rank, s.effective_at, s.number limit ${rowsMax}
    )
    select c.id, c.number, coalesce(p.display_name, 'Erased person') as "personName", c.state, c.outcome, micros(c.effective_at) as "effectiveAt",
      coalesce(pe.effective_text, '') as "effectiveText", c.zone, c.precision, e.source, page.rank, page.person, agg.*,
      (select count(distinct coalesce(s.item_id, s.id))::int from step s left join item_verdict sv on sv.item_id = s.item_id
        where s.case_id = c.id and s.state in ('ready','leased','waiting') and s.owner_identity_id is null
          and (sv.key is null or not sv.key = any(${[...order.passing]}::text[]))) as "noOwner",
      coalesce((select json_agg(json_build_object('id', m.id, 'name', m.name, 'rank', m.rank) order by m.rank, m.name) from (
        select y.id, y.name, min(array_position(${[...order.worstFirst]}::text[], v.key)) as rank
        from item_verdict v join system y on y.id = v.system_id where v.case_id = c.id group by y.id, y.name) m), '[]') as systems
    from page join leaver_case c on c.id = page.id
    join lifecycle_event e on e.id = c.event_id
    left join profile_event pe on pe.event_id = c.event_id
    left join profile_identity p on p.identity_id = c.identity_id
    cross join lateral (
      select count(*) filter (where v.key = any(${[...order.verified]}::text[]))::int as verified,
        count(*) filter (where not v.key = any(${[...order.outside]}::text[]))::int as total,
        count(*) filter (where v.key = any(${[...order.present]}::text[]))::int as present,
        count(*) filter (where not v.key = any(${[...order.passing]}::text[]))::int as open,
        count(*) filter (where not v.key = any(${[...order.passing]}::text[]) and v.last_seen_usable_at > c.effective_at)::int as "seenUsable",
        coalesce(bool_and(v.key in ('reported_removed','expires_by')) filter (where not v.key = any(${[...order.passing]}::text[])), false) as awaiting,
        micros(max(v.last_seen_usable_at)) as "lastSeenUsableAt", micros(max(v.first_seen_gone_at)) as "lastGoneAt",
        micros(min(i.due_at) filter (where not v.key = any(${[...order.passing]}::text[]))) as "nextDueAt",
        count(*) filter (where not v.key = any(${[...order.passing]}::text[]) and i.due_at < now() and v.last_seen_usable_at > i.due_at)::int as "lateUsable",
        count(*) filter (where not v.key = any(${[...order.passing]}::text[]) and i.due_at < now())::int as late
      from item_verdict v join case_item i on i.id = v.item_id where v.case_id = c.id) agg
    order by page.rank, page.effective_at, page.number`;
}

/** How many cases stand in each tab. */
export async function countTabs(
  tx: Tx,
  order: VerdictOrder,
): Promise<{ readonly counts: Readonly<Record<LeaverTab, number>>; readonly now: Instant }> {
  const [row] = await tx.sql<(Record<LeaverTab, number> & { now: Instant })[]>`
    with live as (
      select c.id, coalesce((select bool_or(v.key = any(${[...order.needsPerson]}::text[])) from item_verdict v where v.case_id = c.id), true)
        or exists (select from step s where s.case_id = c.id and s.state = 'waiting' and s.owner_identity_id is null) as person
      from leaver_case c where c.state in ('open','reopened')
    )
    select (select count(*)::int from live where person) as needs_action, (select count(*)::int from live where not person) as awaiting,
      count(*) filter (where state = 'scheduled')::int as scheduled, count(*) filter (where state = 'ended_open')::int as ended_open,
      count(*) filter (where state in ('closed_verified','closed_attested','closed_excepted','archived'))::int as closed,
      count(*)::int as all, micros(clock_timestamp()) as now
    from leaver_case`;
  if (row === undefined) throw new Error("counting gave no row");
  const { now, ...counts } = row;
  return { counts, now };
}
