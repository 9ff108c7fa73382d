import type { Instant } from "../../../lib/core/instant.ts";
import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/**
 * Since when the connections of systems have led where they do, null: since the beginning. Held until commit: no
 * connection is pointed elsewhere while what was seen there is written down.
 */
export async function lockPlaces(tx: Tx, systemIds: readonly string[]): Promise<ReadonlyMap<string, Instant | null>> {
  const rows = await tx.sql<{ id: string; since: Instant | null }[]>`
    select id, micros(place_since) as since from system where id = any(${plainList(systemIds)}::uuid[])
    order by id for share`;
  return new Map(rows.map((row) => [row.id, row.since]));
}
