import type { Tx } from "../../tx.ts";

/** One step's new owner, and whose it was before. */
export interface Assignment {
  readonly id: string;
  readonly stepId: string;
  /** null: it has no owner any more. */
  readonly ownerId: string | null;
  /** Why this owner; kept with the step. */
  readonly reason: string | null;
  readonly previousOwnerId: string | null;
  readonly previousReason: string | null;
}

/** Who assigned, in which act over many steps (null: none), and why where the step's own reason is another. */
export interface AssignedBy {
  readonly by: string;
  readonly batchId: string | null;
  readonly reason?: string;
}

/** Gives steps owners and keeps who gave them, why, and whose they were: appended, nothing of before is lost. */
export async function assignSteps(tx: Tx, assignments: readonly Assignment[], act: AssignedBy): Promise<void> {
  if (assignments.length === 0) return;
  const steps = assignments.map((one) => one.stepId);
  const owners = assignments.map((one) => one.ownerId);
  await Promise.all([
    tx.sql`
      insert into assignment (id, step_id, owner_identity_id, reason, by, at, batch_id, previous_owner_identity_id, previous_reason)
      select id, step_id, owner_id, coalesce(${act.reason ?? null}, reason, 'assigned'), ${act.by}, clock_timestamp(), ${act.batchId}::uuid, before_id, before_reason
      from unnest(${assignments.map((one) => one.id)}::uuid[], ${steps}::uuid[], ${owners}::uuid[],
        ${assignments.map((one) => one.reason)}::text[], ${assignments.map((one) => one.previousOwnerId)}::uuid[],
        ${assignments.map((one) => one.previousReason)}::text[]) as t(id, step_id, owner_id, reason, before_id, before_reason)`,
    tx.sql`
      update step s set owner_identity_id = t.owner_id, owner_reason = t.reason, version = version + 1
      from unnest(${steps}::uuid[], ${owners}::uuid[], ${assignments.map((one) => one.reason)}::text[]) as t(id, owner_id, reason)
      where s.id = t.id`,
  ]);
}
