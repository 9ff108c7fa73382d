"use client";
import { useState } from "react";
import type { LedgerRowView } from "#lib/core/views/ledger.ts";

interface Seen {
  readonly rows: readonly LedgerRowView[];
  readonly prints: ReadonlyMap<string, string>;
  readonly counts: ReadonlyMap<string, number>;
}

const fingerprint = (row: LedgerRowView) =>
  row.cells.map((cell) => `${cell.verdict} ${cell.worstCount}/${cell.count}`).join("|") + (row.owner?.id ?? "");

function compare(before: Seen | null, rows: readonly LedgerRowView[]): Seen {
  const prints = new Map(rows.map((row) => [row.systemId, fingerprint(row)]));
  const counts = new Map<string, number>();
  for (const [systemId, print] of prints) {
    const old = before?.counts.get(systemId) ?? 0;
    const isChange = before !== null && before.prints.get(systemId) !== print;
    counts.set(systemId, isChange ? old + 1 : old);
  }
  return { rows, prints, counts };
}

/**
 * How often each system's verdicts changed since the page opened. A row is lit once per change;
 * exposure that merely grows is no change.
 */
export function useChangedRows(rows: readonly LedgerRowView[]): ReadonlyMap<string, number> {
  const [seen, setSeen] = useState(() => compare(null, rows));
  if (seen.rows === rows) return seen.counts;
  const next = compare(seen, rows);
  setSeen(next);
  return next.counts;
}
