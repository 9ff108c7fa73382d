import type { Tx } from "../../tx.ts";

export interface NewRequest {
  readonly id: string;
  readonly itemId: string;
  readonly caseId: string;
  readonly systemId: string;
  /** Accountable human. */
  readonly by: string;
  /** Microseconds. */
  readonly until: number;
  /** Commitment to the reason. */
  readonly reason: string;
}

/** Adds a request for an exception. False when one is open for the item already. */
export async function addRequest(tx: Tx, request: NewRequest): Promise<boolean> {
  const { id, itemId, caseId, systemId, by, until, reason } = request;
  const rows = await tx.sql`
    insert into exception_request (id, item_id, case_id, system_id, state, requested_by, requested_at, until, reason)
    values (${id}, ${itemId}, ${caseId}, ${systemId}, 'requested', ${by}, clock_timestamp(), instant(${until}::bigint), ${reason})
    on conflict (item_id) where state = 'requested' do nothing returning id`;
  return rows.length > 0;
}
