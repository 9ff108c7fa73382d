import type { Tx } from "../../tx.ts";

export interface NewHold {
  readonly id: string;
  readonly itemId: string;
  /** Commitment to who orders it. */
  readonly authority: string;
  /** Microseconds. */
  readonly until: number;
}

/** Adds an order to keep an item. */
export async function addHold(tx: Tx, { id, itemId, authority, until }: NewHold): Promise<void> {
  await tx.sql`
    insert into hold (id, item_id, authority, ordered_at, until)
    values (${id}, ${itemId}, ${authority}, clock_timestamp(), instant(${until}::bigint))`;
}
