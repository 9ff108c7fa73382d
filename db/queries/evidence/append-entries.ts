import { type Instant, instant } from "../../../lib/core/instant.ts";
import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/** End of a case's evidence chain: how many leaves it has and the hash (hex) of the last. */
export interface ChainEnd {
  readonly count: number;
  readonly last: string | null;
}

/** The locked ends of the chains asked for, and the database's clock when they were read. */
export interface LockedChains {
  readonly at: Instant;
  readonly ends: ReadonlyMap<string, ChainEnd>;
}

/** One leaf ready to be written: `text` is the exact text whose UTF-8 bytes are stored. */
export interface EntryRow {
  readonly text: string;
  readonly caseId: string | null;
  readonly number: number | null;
}

/**
 * Locks the cases' chains until commit. In the order of their ids: two transactions that lock the same cases
 * in different orders would deadlock.
 */
export async function lockChains(tx: Tx, caseIds: readonly string[]): Promise<LockedChains> {
  if (caseIds.length === 0) {
    const [clock] = await tx.sql<{ at: number }[]>`select micros(clock_timestamp()) as at`;
    return { at: instant(clock?.at ?? Number.NaN), ends: new Map() };
  }
  const rows = await tx.sql<{ id: string; count: number; last: string | null; at: number }[]>`
    select id, entry_count as count, last_leaf as last, micros(clock_timestamp()) as at
    from leaver_case where id = any(${plainList([...caseIds])}::uuid[]) order by id for no key update`;
  const ends = new Map(rows.map((row) => [row.id, { count: row.count, last: row.last }]));
  // A case out of scope or not there: evidence that names it would have no place in a chain.
  if (ends.size !== new Set(caseIds).size) throw new Error("evidence names a case that cannot be locked");
  return { at: instant(Math.max(...rows.map((row) => row.at))), ends };
}

/**
 * Writes leaves and moves the chains' ends on: one insert and one update however many there are.
 * Goes out as text because the server turns it into the very UTF-8 bytes; the leaf hash is the server's own. One text
 * for all, cut at line feeds, which JSON never holds bare: an array would have every quotation mark escaped and back.
 */
export async function writeEntries(
  tx: Tx,
  entries: readonly EntryRow[],
  ends: ReadonlyMap<string, ChainEnd>,
): Promise<void> {
  const inserted = tx.sql`
    insert into entry (body, case_id, case_entry)
    select convert_to(t.body, 'UTF8'), t.case_id, t.case_entry
    from rows from (string_to_table(${entries.map((entry) => entry.text).join("\n")}, E'\n'),
      unnest(${plainList(entries.map((entry) => entry.caseId))}::uuid[]),
      unnest(${plainList(entries.map((entry) => entry.number))}::int[])) with ordinality as t(body, case_id, case_entry, place)
    order by t.place`;
  const moved = [...ends];
  if (moved.length === 0) {
    await inserted;
    return;
  }
  await Promise.all([
    inserted,
    tx.sql`
      update leaver_case c set entry_count = t.count, last_leaf = t.last
      from unnest(${plainList(moved.map(([id]) => id))}::uuid[],
                  ${plainList(moved.map(([, end]) => end.count))}::int[],
                  ${plainList(moved.map(([, end]) => end.last))}::text[]) as t(id, count, last)
      where c.id = t.id`,
  ]);
}
