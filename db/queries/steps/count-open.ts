import type { Fragment } from "postgres";
import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { StepTab } from "../../../lib/core/views/step-filter.ts";
import type { Tx } from "../../tx.ts";
import { byDeadline, isLive, isOpen } from "./open-steps.ts";

export interface ViewsToCount {
  /** Verdicts with which nothing is left to do, as the core has them. */
  readonly passing: readonly VerdictKey[];
  /** Whose `mine` is; null: nobody's. */
  readonly me: string | null;
  /** None is counted further. */
  readonly rowsMax: number;
}

/**
 * How many open steps stand in each view, none counted further than `rowsMax`. One pass over all that is open would take
 * the longer the more there is; here each view is read from an index that begins with it, and no further than asked.
 */
export async function countViews(
  tx: Tx,
  views: ViewsToCount,
): Promise<{ readonly counts: Readonly<Record<StepTab, number>>; readonly now: Instant }> {
  const { sql } = tx;
  const { passing, me, rowsMax } = views;
  const ownedBy = (whose: Fragment) =>
    sql`(select count(*)::int from (select 1 ${bySteps(tx, passing)} and ${whose} limit ${rowsMax}) found)`;
  const [row] = await sql<(Record<StepTab, number> & { now: Instant })[]>`
    with first as materialized (select s.due_at ${bySteps(tx, passing)} ${byDeadline(tx)} limit ${rowsMax})
    select (select count(*)::int from first) as all_open,
      -- Whatever is late stands before all that is not.
      (select count(*)::int from first where due_at < now()) as overdue,
      ${ownedBy(sql`s.owner_identity_id is null`)} as no_owner,
      ${ownedBy(sql`s.owner_identity_id = ${me}::uuid`)} as mine,
      ${verdictCount(tx, "reported_removed", rowsMax)} as reported,
      ${verdictCount(tx, "came_back", rowsMax)} as came_back,
      least(${rowsMax}, ${verdictCount(tx, "cannot_check", rowsMax)} + ${agedCount(tx, rowsMax)}) as cannot_check,
      micros(clock_timestamp()) as now`;
  if (row === undefined) throw new Error("counting gave no row");
  const { now, ...counts } = row;
  return { counts, now };
}

/** How many steps are open, counted no further than `rowsMax`. */
export async function countOpen(tx: Tx, passing: readonly VerdictKey[], rowsMax: number): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from (select 1 ${bySteps(tx, passing)} ${byDeadline(tx)} limit ${rowsMax}) found`;
  return row?.count ?? 0;
}

/**
 * Open steps, their cases and verdicts looked up one by one (`offset 0` keeps it so): to join them the planner would
 * read and sort all there are, whatever the limit.
 */
function bySteps(tx: Tx, passing: readonly VerdictKey[]): Fragment {
  return tx.sql`
    from step s
    cross join lateral (select state from leaver_case where id = s.case_id offset 0) c
    left join lateral (select key, valid_until from item_verdict where item_id = s.item_id offset 0) v on true
    where ${isOpen(tx)} and ${isLive(tx)}
      and (v.key is null or v.valid_until < now() or v.key <> all(${[...passing]}::text[]) or s.kind = 'restore')
      and ${isShown(tx)}`;
}

/** Open steps whose item has this verdict, which passes nobody: from the cases that may have any, by their own index. */
function verdictCount(tx: Tx, key: "reported_removed" | "came_back" | "cannot_check", rowsMax: number): Fragment {
  const { sql } = tx;
  // What is past its time reads Cannot check, and is counted there.
  const current = key === "cannot_check" ? sql`` : sql`and (valid_until is null or valid_until >= now())`;
  return sql`(select count(*)::int from (
    select 1 from leaver_case c
    cross join lateral (select item_id from item_verdict where case_id = c.id and key = ${key} ${current} offset 0) v
    cross join lateral (${stepsOfItem(tx)}) s
    where c.state in ('scheduled','open','reopened','cancelled','ended_open') and ${isLive(tx)} and ${isShown(tx)} limit ${rowsMax}) found)`;
}

/** Open steps whose item's verdict is past its time and says something else than Cannot check yet. */
function agedCount(tx: Tx, rowsMax: number): Fragment {
  return tx.sql`(select count(*)::int from (
    select 1 from item_verdict v
    cross join lateral (${stepsOfItem(tx)}) s
    cross join lateral (select state from leaver_case where id = s.case_id offset 0) c
    where v.valid_until < now() and v.key <> 'cannot_check' and ${isLive(tx)} and ${isShown(tx)} limit ${rowsMax}) found)`;
}

/** As `alone`, asked of looks only: one by one (`offset 0`), or the planner would read all that waits for their sake. */
function isShown({ sql }: Tx): Fragment {
  return sql`(s.kind <> 'observe' or not exists (select from step o where o.item_id = s.item_id
    and o.kind in ('person','act','restore') and o.state in ('ready','leased','waiting') offset 0))`;
}

function stepsOfItem({ sql }: Tx): Fragment {
  return sql`select kind, item_id, case_id from step where item_id = v.item_id and state in ('ready','leased','waiting') offset 0`;
}
