import type { CellView } from "#lib/core/views/ledger.ts";
import { VerdictGlyph } from "../verdict/verdict-glyph.tsx";
import { cellWords } from "./cell-words.ts";
import { LAYER_WORD } from "./layer-words.ts";

interface LedgerCellProps {
  readonly systemId: string;
  readonly systemName: string;
  readonly cell: CellView;
  readonly zone: string;
  /** This cell carries the ledger's one tab stop. */
  readonly tabStop: boolean;
  /** Its item is open in the panel. */
  readonly open: boolean;
  readonly onOpen: (itemId: string) => void;
}

/** One layer of one system: worst verdict, and how many of its items have it. Press opens the worst item. */
export function LedgerCell({ systemId, systemName, cell, zone, tabStop, open, onOpen }: LedgerCellProps) {
  const words = cellWords(systemName, cell, zone);
  const worst = cell.items[0];
  const inside = (
    <>
      <VerdictGlyph verdict={cell.verdict} />
      {cell.worstCount < cell.count ? (
        <span className="cell-share" aria-hidden="true">
          {cell.worstCount}/{cell.count}
        </span>
      ) : null}
      <span className="cell-layer" aria-hidden="true">
        {LAYER_WORD[cell.layer]}
      </span>
      {/* Not an aria-label: a label that differs from what is seen misleads people who speak commands. */}
      <span className="sr-only" suppressHydrationWarning>
        {words}
      </span>
    </>
  );
  if (!worst) {
    return (
      <span className="cell" data-verdict={cell.verdict} title={words} suppressHydrationWarning>
        {inside}
      </span>
    );
  }
  return (
    <button
      type="button"
      className="cell"
      data-verdict={cell.verdict}
      data-cell={`${systemId}.${cell.layer}`}
      data-open={open || undefined}
      tabIndex={tabStop ? 0 : -1}
      aria-haspopup="dialog"
      title={words}
      suppressHydrationWarning
      onClick={() => onOpen(worst.id)}
    >
      {inside}
    </button>
  );
}
