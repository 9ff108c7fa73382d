import type { Tx } from "../../tx.ts";

/** A step that one act assigned, and whose it was before. */
export interface BatchStep {
  readonly stepId: string;
  readonly ownerId: string | null;
  readonly previousOwnerId: string | null;
  readonly previousReason: string | null;
  /** Nobody has assigned it since. */
  readonly last: boolean;
  /** Whose it was can still be asked. */
  readonly previousPresent: boolean;
}

/** Everything that one act over many steps assigned. */
export async function findBatch(tx: Tx, batchId: string): Promise<BatchStep[]> {
  return await tx.sql<BatchStep[]>`
    select a.step_id as "stepId", a.owner_identity_id as "ownerId", a.previous_owner_identity_id as "previousOwnerId",
      a.previous_reason as "previousReason",
      not exists (select from assignment l where l.step_id = a.step_id and l.at > a.at) as last,
      exists (select from engagement g where g.identity_id = a.previous_owner_identity_id
        and (g.ended_at is null or g.ended_at > now())) as "previousPresent"
    from assignment a where a.batch_id = ${batchId}`;
}
