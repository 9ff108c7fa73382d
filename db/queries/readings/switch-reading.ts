import type { Tx } from "../../tx.ts";

/** Switches a reading on or off; on, it is due at once and goes on where it had stopped. */
export async function switchReading(tx: Tx, systemId: string, kind: string, enabled: boolean): Promise<void> {
  await tx.sql`
    insert into reading (system_id, kind, enabled, not_before) values (${systemId}, ${kind}, ${enabled}, clock_timestamp())
    on conflict (system_id, kind) do update set enabled = excluded.enabled, not_before = excluded.not_before, failure = null`;
}
