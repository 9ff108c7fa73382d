import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** A connected system, and one of its readings where it was ever switched on. */
export interface ReadingRow {
  readonly systemId: string;
  readonly systemName: string;
  readonly connector: string;
  readonly kind: "claims" | "use" | null;
  readonly enabled: boolean;
  readonly readAt: Instant | null;
  readonly failure: string | null;
  readonly rows: number;
  readonly refused: number;
  readonly refusals: unknown;
}

/** Readings of every connected system, by name. */
export async function listReadings(tx: Tx): Promise<ReadingRow[]> {
  return await tx.sql<ReadingRow[]>`
    select y.id as "systemId", y.name as "systemName", y.connector, r.kind, coalesce(r.enabled, false) as enabled,
      micros(r.read_at) as "readAt", r.failure, coalesce(r.rows, 0) as rows,
      coalesce(r.refused, 0) as refused, r.refusals
    from system y left join reading r on r.system_id = y.id
    where y.connector is not null and y.retired_at is null order by y.name, y.id`;
}
