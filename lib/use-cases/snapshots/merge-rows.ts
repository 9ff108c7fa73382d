import type { StagedRow } from "#db/queries/snapshots/stage-rows.ts";
import type { Presence } from "#lib/core/access/observation.ts";

/** Of several rows of one account the one that promises least counts: usable before unknown before disabled. */
const RANK: Readonly<Record<Presence, number>> = { active: 0, unknown: 1, disabled: 2, absent: 3 };

/** Rows by the account's id, those of one account put together. */
export function mergeRows(rows: readonly StagedRow[]): ReadonlyMap<string, StagedRow> {
  const merged = new Map<string, StagedRow>();
  for (const row of rows) {
    const before = merged.get(row.nativeId);
    merged.set(row.nativeId, before === undefined ? row : together(before, row));
  }
  return merged;
}

function together(one: StagedRow, other: StagedRow): StagedRow {
  return {
    ...one,
    emails: [...new Set([...one.emails, ...other.emails])],
    presence: RANK[other.presence] < RANK[one.presence] ? other.presence : one.presence,
    holds: [...new Set([...one.holds, ...other.holds])],
    lastUsed: one.lastUsed === other.lastUsed ? one.lastUsed : null,
  };
}
