import type { Tx } from "../../tx.ts";

/** Holds a source: its events are kept and nothing of them is acted on until a second person releases it. */
export async function holdSource(
  tx: Tx,
  hold: {
    readonly id: string;
    readonly source: string;
    readonly reason: string;
    readonly asked: number;
    readonly limit: number;
  },
): Promise<void> {
  await tx.sql`
    insert into source_hold (id, source, reason, asked, "limit", held_at)
    values (${hold.id}, ${hold.source}, ${hold.reason}, ${hold.asked}, ${hold.limit}, clock_timestamp())`;
}
