import type { Tx } from "../../tx.ts";

export interface NewAttestation {
  readonly id: string;
  readonly itemId: string;
  /** Microseconds. */
  readonly seenAt: number;
  /** Accountable human. */
  readonly by: string;
  readonly saw: string;
  readonly digest: string;
}

/** Adds what a second person states to have seen. */
export async function addAttestation(tx: Tx, { id, itemId, seenAt, by, saw, digest }: NewAttestation): Promise<void> {
  await tx.sql`
    insert into attestation (id, item_id, seen_at, recorded_at, by, saw, artefact_digest, system_id)
    select ${id}, i.id, instant(${seenAt}::bigint), clock_timestamp(), ${by}, ${saw}, ${digest}, i.system_id
    from case_item i where i.id = ${itemId}`;
}
