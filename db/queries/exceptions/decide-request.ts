import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** A request as its decision needs it. */
export interface LockedRequest {
  readonly id: string;
  readonly itemId: string;
  readonly state: "requested" | "approved" | "refused";
  readonly requestedBy: string;
  readonly until: Instant;
  readonly reason: string;
  readonly version: number;
}

/** Locks a request until commit; undefined when it is not there or out of scope. */
export async function lockRequest(tx: Tx, requestId: string): Promise<LockedRequest | undefined> {
  const [row] = await tx.sql<LockedRequest[]>`
    select id, item_id as "itemId", state, requested_by as "requestedBy", micros(until) as until, reason, version
    from exception_request where id = ${requestId} for no key update`;
  return row;
}

/** Decides a request. */
export async function decideRequest(
  tx: Tx,
  requestId: string,
  state: "approved" | "refused",
  by: string,
): Promise<void> {
  await tx.sql`
    update exception_request set state = ${state}, decided_by = ${by}, decided_at = clock_timestamp(), version = version + 1
    where id = ${requestId}`;
}

/** Adds the fact that an exception was approved. */
export async function addException(tx: Tx, id: string, request: LockedRequest, by: string): Promise<void> {
  const { itemId, requestedBy, until, reason } = request;
  await tx.sql`
    insert into exception (id, item_id, requested_by, approved_by, approved_at, until, reason)
    values (${id}, ${itemId}, ${requestedBy}, ${by}, clock_timestamp(), instant(${until}::bigint), ${reason})`;
}
