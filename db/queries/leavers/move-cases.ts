import type { Tx } from "../../tx.ts";

export interface CaseMove {
  readonly id: string;
  readonly from: string;
  readonly state: string;
  readonly event: string;
  readonly outcome: string | null;
  /** Null while the case is not closed. */
  readonly closedAt: number | null;
  readonly transitionId: string;
}

/** Moves cases and keeps the history of their states. */
export async function moveCases(tx: Tx, moves: readonly CaseMove[], actor: string): Promise<void> {
  if (moves.length === 0) return;
  await Promise.all([
    tx.sql`
      update leaver_case c set state = m.state, outcome = m.outcome, closed_at = instant(m.closed_at), version = version + 1
      from unnest(${moves.map((m) => m.id)}::uuid[], ${moves.map((m) => m.state)}::text[], ${moves.map((m) => m.outcome)}::text[],
        ${moves.map((m) => m.closedAt)}::bigint[]) as m(id, state, outcome, closed_at)
      where c.id = m.id`,
    tx.sql`
      insert into case_transition (id, case_id, "from", "to", event, outcome, actor, at)
      select m.id, m.case_id, m.before, m.state, m.event, m.outcome, ${actor}, clock_timestamp()
      from unnest(${moves.map((m) => m.transitionId)}::uuid[], ${moves.map((m) => m.id)}::uuid[], ${moves.map((m) => m.from)}::text[],
        ${moves.map((m) => m.state)}::text[], ${moves.map((m) => m.event)}::text[], ${moves.map((m) => m.outcome)}::text[])
        as m(id, case_id, before, state, event, outcome)`,
  ]);
}

/** When each case must be asked again; null = when something happens. */
export async function settleNext(tx: Tx, next: ReadonlyMap<string, number | null>): Promise<void> {
  if (next.size === 0) return;
  await tx.sql`
    update leaver_case c set settle_at = instant(n.at)
    from unnest(${[...next.keys()]}::uuid[], ${[...next.values()]}::bigint[]) as n(id, at) where c.id = n.id`;
}
