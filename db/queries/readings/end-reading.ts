import type { Tx } from "../../tx.ts";

export interface ReadingEnd {
  readonly systemId: string;
  readonly kind: string;
  readonly fence: number;
  readonly cursor: string | null;
  /** null: it came to its end. */
  readonly failure: string | null;
  readonly rows: number;
  /** Entries that were not taken since the reading began anew, and the last of them. */
  readonly refused: number;
  readonly refusals: unknown;
  /** Microseconds until it is due again. */
  readonly pause: number;
}

/** Ends a lease, and says where the next read goes on. False when another worker has the reading by now. */
export async function endReading(tx: Tx, end: ReadingEnd): Promise<boolean> {
  const ended = await tx.sql`
    update reading set cursor = ${end.cursor}, failure = ${end.failure}, rows = rows + ${end.rows},
      refused = ${end.refused}, refusals = ${JSON.stringify(end.refusals)}::text::jsonb, lease_until = null,
      read_at = case when ${end.failure}::text is null then clock_timestamp() else read_at end,
      not_before = clock_timestamp() + ${end.pause}::bigint * interval '1 microsecond'
    where system_id = ${end.systemId} and kind = ${end.kind} and fence = ${end.fence} returning 1`;
  return ended.length > 0;
}
