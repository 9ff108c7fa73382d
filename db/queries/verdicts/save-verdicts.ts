import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";
import type { StoredVerdict } from "./load-facts.ts";

export interface VerdictRow extends Omit<StoredVerdict, "accountId" | "layer"> {
  readonly systemId: string;
}

export interface VerdictChangeRow {
  readonly id: string;
  readonly itemId: string;
  readonly key: string;
  readonly reason: string;
  readonly at: number;
}

/** Writes the projection, and the changes of verdict to its history. */
export async function saveVerdicts(
  tx: Tx,
  rows: readonly VerdictRow[],
  changes: readonly VerdictChangeRow[],
): Promise<void> {
  const { sql } = tx;
  await Promise.all([
    rows.length === 0
      ? undefined
      : sql`
      insert into item_verdict as v (item_id, case_id, system_id, key, reason, until, valid_until, last_seen_usable_at, first_seen_gone_at, false_closure)
      select item_id, case_id, system_id, key, reason, instant(until), instant(valid_until), instant(last_seen), instant(first_gone), false_closure::boolean
      from unnest(${plainList(rows.map((r) => r.itemId))}::uuid[], ${plainList(rows.map((r) => r.caseId))}::uuid[], ${plainList(rows.map((r) => r.systemId))}::uuid[],
        ${plainList(rows.map((r) => r.key))}::text[], ${plainList(rows.map((r) => r.reason))}::text[], ${plainList(rows.map((r) => r.until))}::bigint[],
        ${plainList(rows.map((r) => r.validUntil))}::bigint[], ${plainList(rows.map((r) => r.lastSeenUsableAt))}::bigint[],
        ${plainList(rows.map((r) => r.firstSeenGoneAt))}::bigint[], ${plainList(rows.map((r) => String(r.falseClosure)))}::text[])
        as t(item_id, case_id, system_id, key, reason, until, valid_until, last_seen, first_gone, false_closure)
      on conflict (item_id) do update set key = excluded.key, reason = excluded.reason, until = excluded.until,
        valid_until = excluded.valid_until, last_seen_usable_at = excluded.last_seen_usable_at,
        first_seen_gone_at = excluded.first_seen_gone_at, false_closure = excluded.false_closure`,
    changes.length === 0
      ? undefined
      : sql`
      insert into verdict_change (id, item_id, key, reason, at)
      select id, item_id, key, reason, instant(at)
      from unnest(${plainList(changes.map((c) => c.id))}::uuid[], ${plainList(changes.map((c) => c.itemId))}::uuid[], ${plainList(changes.map((c) => c.key))}::text[],
        ${plainList(changes.map((c) => c.reason))}::text[], ${plainList(changes.map((c) => c.at))}::bigint[]) as t(id, item_id, key, reason, at)`,
  ]);
}
