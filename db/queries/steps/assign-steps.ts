import type { Tx } from "../../tx.ts";

export interface Assignment {
  readonly id: string;
  readonly stepId: string;
}

/** Gives steps an owner and keeps who gave it and why. */
export async function assignSteps(
  tx: Tx,
  assignments: readonly Assignment[],
  owner: { readonly identityId: string; readonly reason: string; readonly by: string },
): Promise<void> {
  if (assignments.length === 0) return;
  const steps = assignments.map((one) => one.stepId);
  await Promise.all([
    tx.sql`
      insert into assignment (id, step_id, owner_identity_id, reason, by, at)
      select id, step_id, ${owner.identityId}::uuid, ${owner.reason}, ${owner.by}, clock_timestamp()
      from unnest(${assignments.map((one) => one.id)}::uuid[], ${steps}::uuid[]) as t(id, step_id)`,
    tx.sql`
      update step set owner_identity_id = ${owner.identityId}, owner_reason = ${owner.reason}, version = version + 1
      where id = any(${steps}::uuid[])`,
  ]);
}
