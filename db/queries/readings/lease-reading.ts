import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** A reading that this worker holds until its lease ends. */
export interface LeasedReading {
  readonly systemId: string;
  readonly kind: "claims" | "use";
  readonly fence: number;
  readonly cursor: string | null;
  /** Entries that were not taken since it last began anew, and the last of them. */
  readonly refused: number;
  readonly refusals: unknown;
  readonly slug: string;
  readonly systemVersion: number;
  /** How far back to begin where there is no cursor. */
  readonly since: Instant;
}

/**
 * Leases the reading that has been due longest, of a connected system that did not ask for a pause; undefined: none is.
 * @param leaseSeconds after which another worker may take it
 * @param sinceDays how far back the first read goes
 */
export async function leaseReading(
  tx: Tx,
  leaseSeconds: number,
  sinceDays: number,
): Promise<LeasedReading | undefined> {
  const [row] = await tx.sql<LeasedReading[]>`
    with due as (
      select r.system_id, r.kind from reading r
      join system y on y.id = r.system_id and y.connector is not null and y.retired_at is null
      left join target_budget b on b.system_id = r.system_id
      where r.enabled and r.not_before <= now() and (r.lease_until is null or r.lease_until < now())
        and (b.blocked_until is null or b.blocked_until <= now())
      order by r.not_before limit 1 for no key update of r skip locked)
    update reading r set lease_until = clock_timestamp() + ${leaseSeconds} * interval '1 second', fence = r.fence + 1
    from due, system y where r.system_id = due.system_id and r.kind = due.kind and y.id = r.system_id
    returning r.system_id as "systemId", r.kind, r.fence, r.cursor, r.refused, r.refusals, y.slug, y.version as "systemVersion",
      micros(now() - ${sinceDays} * interval '1 day') as since`;
  return row;
}
