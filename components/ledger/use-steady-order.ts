"use client";
import { useState } from "react";
import type { LedgerRowView } from "#lib/core/views/ledger.ts";

/**
 * Keeps rows where they are while they change: nothing moves under the cursor.
 * New systems come last; `moved` says that the server's order differs, `reorder` takes it over.
 */
export function useSteadyOrder(rows: readonly LedgerRowView[]) {
  const [order, setOrder] = useState(() => rows.map((row) => row.systemId));
  const place = new Map(order.map((systemId, index) => [systemId, index]));
  const steady = [...rows].sort(
    (one, other) => (place.get(one.systemId) ?? order.length) - (place.get(other.systemId) ?? order.length),
  );
  const moved = steady.some((row, index) => row !== rows[index]);
  return { rows: steady, moved, reorder: () => setOrder(rows.map((row) => row.systemId)) };
}
