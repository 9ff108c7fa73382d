"use client";
import type { LeaverView } from "#lib/core/views/leaver.ts";
import { Hatches } from "./hatches.tsx";
import { ledgerCaption } from "./ledger-caption.ts";
import { LedgerHead } from "./ledger-head.tsx";
import { LedgerRow } from "./ledger-row.tsx";
import { useChangedRows } from "./use-changed-rows.ts";
import { useRovingCells } from "./use-roving-cells.ts";
import { useSteadyOrder } from "./use-steady-order.ts";

export interface LedgerProps {
  readonly leaver: LeaverView;
  readonly openItemId: string | null;
  readonly onOpen: (itemId: string) => void;
  readonly onAssign: ((systemId: string, ownerId: string) => Promise<boolean>) | null;
}

/** What is left, and for how long, on one row a system. */
export function Ledger({ leaver, openItemId, onOpen, onAssign }: LedgerProps) {
  const { rows, moved, reorder } = useSteadyOrder(leaver.rows);
  const changed = useChangedRows(leaver.rows);
  const firstRow = rows.find((row) => row.cells.some((cell) => cell.items.length > 0));
  const firstCell = firstRow?.cells.find((cell) => cell.items.length > 0);
  const roving = useRovingCells(firstRow && firstCell ? `${firstRow.systemId}.${firstCell.layer}` : null);

  return (
    <>
      {moved ? (
        <p className="ledger-moved">
          The order has changed.{" "}
          <button type="button" className="link" onClick={reorder}>
            Show the new order
          </button>
        </p>
      ) : null}
      <section className="ledger-wrap" aria-label="Access by system and layer">
        <Hatches />
        <table className="ledger" onKeyDown={roving.onKeyDown} onFocus={roving.onFocus}>
          <caption className="sr-only">{ledgerCaption(leaver)}</caption>
          <LedgerHead />
          <tbody>
            {rows.map((row) => (
              <LedgerRow
                key={row.systemId}
                row={row}
                zone={leaver.header.effectiveEnd.zone}
                effectiveEndIso={leaver.header.effectiveEnd.atIso}
                activeCell={roving.active}
                openItemId={openItemId}
                changed={changed.get(row.systemId) ?? 0}
                ownerChoices={leaver.ownerChoices}
                onOpen={onOpen}
                onAssign={onAssign}
              />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
