import type { Fragment } from "postgres";
import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { StepFilter } from "../../../lib/core/views/step-filter.ts";
import type { Tx } from "../../tx.ts";

/** Which of the open steps are meant. */
export interface OpenSteps {
  /** All of them hold: that of the view, and what was typed beside it. */
  readonly filters: readonly StepFilter[];
  /** Who `owner:me` is; null: nobody, who owns nothing. */
  readonly me: string | null;
  /** Steps that are not meant although they match. */
  readonly excluded: readonly string[];
  /** If named, none but these. */
  readonly only: readonly string[] | null;
  /** Verdicts with which nothing is left to do, as the core has them. */
  readonly passing: readonly VerdictKey[];
}

/** Verdict of a step's item as it reads now; a step without an item waits for a first reading. */
export function verdictNow({ sql }: Tx): Fragment {
  return sql`case when v.key is null then 'not_started' when v.valid_until < now() then 'cannot_check' else v.key end`;
}

/** The step waits or runs; as the indexes of open steps have it. */
export function isOpen({ sql }: Tx): Fragment {
  return sql`s.state in ('ready','leased','waiting')`;
}

/** The step's case is not over; what is to be put back is so until it is. */
export function isLive({ sql }: Tx): Fragment {
  return sql`(c.state in ('scheduled','open','reopened') or s.kind = 'restore')`;
}

/** Steps that are not over and not passed, with case, system, item and verdict. */
function live(tx: Tx, passing: readonly VerdictKey[]): Fragment {
  return tx.sql`
    from step s
    join leaver_case c on c.id = s.case_id
    left join system y on y.id = s.system_id
    left join case_item i on i.id = s.item_id
    left join item_verdict v on v.item_id = s.item_id
    where ${isOpen(tx)} and ${isLive(tx)}
      and (v.key is null or v.valid_until < now() or v.key <> all(${[...passing]}::text[]) or s.kind = 'restore')`;
}

/** Nothing but a look waits of the item. The kind stands inside: with `or` outside, the planner would read all of them. */
function alone({ sql }: Tx): Fragment {
  return sql`not exists (select from step o where s.kind = 'observe' and o.item_id = s.item_id
    and o.kind in ('person','act','restore') and o.state in ('ready','leased','waiting'))`;
}

/**
 * Open steps as a list shows them: of an item, its look is left out while something else of it waits, and what passes
 * needs nobody. For pages, which stop after a few rows of an index; outer joins that nothing reads from cost nothing.
 */
export function openSteps(tx: Tx, passing: readonly VerdictKey[]): Fragment {
  return tx.sql`${live(tx, passing)} and ${alone(tx)}`;
}

/**
 * The same, all of them, as rows of `columns`, with further conditions. For counting: looks apart from all others, so that
 * the planner joins looks with what else waits instead of asking step by step (half the time at 150,000 steps).
 */
export function everyOpenStep(tx: Tx, passing: readonly VerdictKey[], columns: Fragment, more: Fragment): Fragment {
  return tx.sql`(
    select ${columns} ${live(tx, passing)} and s.kind <> 'observe' ${more}
    union all
    select ${columns} ${live(tx, passing)} and s.kind = 'observe' and ${alone(tx)} ${more})`;
}

/** The conditions, each with its `and`. */
export function matching(tx: Tx, which: OpenSteps): Fragment {
  const { sql } = tx;
  const { excluded, only } = which;
  return sql`
    ${which.filters.map((filter) => conditions(tx, filter, which.me))}
    ${excluded.length > 0 ? sql`and s.id <> all(${[...excluded]}::uuid[])` : sql``}
    ${only === null ? sql`` : sql`and s.id = any(${[...only]}::uuid[])`}`;
}

function conditions(tx: Tx, filter: StepFilter, me: string | null): Fragment {
  const { sql } = tx;
  const { system, layer, tier, status, dueWithin } = filter;
  return sql`
    ${ownerCondition(tx, filter.owner, me)}
    ${system.length > 0 ? sql`and y.slug = any(${[...system]}::text[])` : sql``}
    ${layer.length > 0 ? sql`and i.layer = any(${[...layer]}::text[])` : sql``}
    ${tier.length > 0 ? sql`and y.tier = any(${[...tier]}::int[])` : sql``}
    ${status.length > 0 ? sql`and ${verdictNow(tx)} = any(${[...status]}::text[])` : sql``}
    ${dueWithin === null ? sql`` : sql`and s.due_at < now() + ${dueWithin} * interval '1 microsecond'`}`;
}

function ownerCondition({ sql }: Tx, owner: StepFilter["owner"], me: string | null): Fragment {
  if (owner.length === 0) return sql``;
  const mine = sql`s.owner_identity_id = ${me}::uuid`;
  if (!owner.includes("none")) return sql`and ${mine}`;
  return owner.includes("me")
    ? sql`and (s.owner_identity_id is null or ${mine})`
    : sql`and s.owner_identity_id is null`;
}

/** Place of a step in the order by deadline; null: after all that have one. */
export interface StepCursor {
  /** Microseconds. */
  readonly dueAt: number | null;
  readonly id: string;
}

/** The order by deadline, as its index has it. */
export function byDeadline({ sql }: Tx): Fragment {
  return sql`order by coalesce(s.due_at, 'infinity'::timestamptz), s.id`;
}

/** After a place in that order. */
export function afterCursor({ sql }: Tx, cursor: StepCursor | null): Fragment {
  if (cursor === null) return sql``;
  const due = cursor.dueAt === null ? sql`'infinity'::timestamptz` : sql`instant(${cursor.dueAt})`;
  return sql`and (coalesce(s.due_at, 'infinity'::timestamptz), s.id) > (${due}, ${cursor.id}::uuid)`;
}
