import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/** What becomes of a leased step. `ready` again at `notBefore`, or out of the queue. */
export interface StepEnd {
  readonly id: string;
  readonly fence: number;
  readonly state: "ready" | "waiting" | "ended" | "cancelled";
  /** Microseconds; null = now. */
  readonly notBefore: number | null;
  /** Attempts start again from here when a step waits for something that is no failure. */
  readonly attempts: number | null;
  readonly result: unknown;
}

/**
 * Ends leased steps under their fence. Found by their ids: `|| ''` keeps the planner from reading all that is leased,
 * or ever was, to find them.
 * @returns ids that were still held; a step that is missing was taken by another worker meanwhile.
 */
export async function endSteps(tx: Tx, ends: readonly StepEnd[]): Promise<Set<string>> {
  if (ends.length === 0) return new Set();
  const rows = await tx.sql<{ id: string }[]>`
    update step s set state = e.state, lease_until = null, leased_by = null,
      not_before = coalesce(instant(e.not_before), s.not_before), attempts = coalesce(e.attempts, s.attempts),
      result = coalesce(e.result::jsonb, s.result),
      ended_at = case when e.state in ('ended','cancelled') then clock_timestamp() end
    from unnest(${plainList(ends.map((end) => end.id))}::uuid[], ${plainList(ends.map((end) => end.fence))}::int[],
      ${plainList(ends.map((end) => end.state))}::text[], ${plainList(ends.map((end) => end.notBefore))}::bigint[],
      ${plainList(ends.map((end) => end.attempts))}::int[],
      ${ends.map((end) => (end.result === null ? null : JSON.stringify(end.result)))}::text[])
      as e(id, fence, state, not_before, attempts, result)
    where s.id = e.id and s.fence = e.fence and s.state || '' = 'leased'
    returning s.id`;
  return new Set(rows.map((row) => row.id));
}
