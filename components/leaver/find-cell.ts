import type { LeaverView } from "#lib/core/views/leaver.ts";
import type { CellView } from "#lib/core/views/ledger.ts";

/** The cell that holds an item, and its key in the ledger: `systemId.layer`. */
export function findCell(leaver: LeaverView, itemId: string): { readonly key: string; readonly cell: CellView } | null {
  for (const row of leaver.rows) {
    const cell = row.cells.find((candidate) => candidate.items.some((item) => item.id === itemId));
    if (cell) return { key: `${row.systemId}.${cell.layer}`, cell };
  }
  return null;
}
