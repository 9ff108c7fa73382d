import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

export interface NewStep {
  readonly id: string;
  readonly kind: string;
  readonly state: "ready" | "waiting";
  readonly caseId: string;
  readonly itemId: string | null;
  readonly systemId: string;
  readonly epoch: number;
  readonly priority: number;
  readonly notBefore: number;
  readonly dueAt: number | null;
  readonly ownerIdentityId: string | null;
  readonly ownerReason: string | null;
}

/**
 * Adds steps; one that is already live for the same item and kind stays as it is. A step that names no owner gets the
 * system's owner, else its deputy, else none: neither the leaver nor anybody who has left owns a step.
 * @returns ids of those that are new
 */
export async function addSteps(tx: Tx, steps: readonly NewStep[]): Promise<Set<string>> {
  if (steps.length === 0) return new Set();
  const rows = await tx.sql<{ id: string }[]>`
    insert into step (id, kind, state, case_id, item_id, system_id, epoch, priority, not_before, due_at,
      owner_identity_id, owner_reason, created_at)
    select t.id, t.kind, t.state, t.case_id, t.item_id, t.system_id, t.epoch, t.priority, instant(t.not_before),
      instant(t.due_at), coalesce(t.owner_id, o.id),
      case when t.owner_id is not null then t.owner_reason else o.reason end, clock_timestamp()
    from unnest(${plainList(steps.map((s) => s.id))}::uuid[], ${plainList(steps.map((s) => s.kind))}::text[], ${plainList(steps.map((s) => s.state))}::text[],
      ${plainList(steps.map((s) => s.caseId))}::uuid[], ${plainList(steps.map((s) => s.itemId))}::uuid[], ${plainList(steps.map((s) => s.systemId))}::uuid[],
      ${plainList(steps.map((s) => s.epoch))}::int[], ${plainList(steps.map((s) => s.priority))}::int[], ${plainList(steps.map((s) => s.notBefore))}::bigint[],
      ${plainList(steps.map((s) => s.dueAt))}::bigint[], ${plainList(steps.map((s) => s.ownerIdentityId))}::uuid[],
      ${steps.map((s) => s.ownerReason)}::text[])
      as t(id, kind, state, case_id, item_id, system_id, epoch, priority, not_before, due_at, owner_id, owner_reason)
    join system y on y.id = t.system_id
    left join leaver_case c on c.id = t.case_id
    left join lateral (
      select w.id, w.reason from (values (1, y.owner_identity_id, 'system_owner'), (2, y.deputy_identity_id, 'deputy')) as w(turn, id, reason)
      where w.id is not null and w.id is distinct from c.identity_id
        and exists (select from engagement g where g.identity_id = w.id and (g.ended_at is null or g.ended_at > now()))
      order by w.turn limit 1) o on true
    on conflict (item_id, kind) where state in ('ready','leased','waiting') and item_id is not null do nothing
    returning id`;
  return new Set(rows.map((row) => row.id));
}
