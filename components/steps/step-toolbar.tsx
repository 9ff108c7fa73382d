import { type Counted, countedWord } from "#lib/core/views/counted.ts";

interface StepToolbarProps {
  readonly count: Counted;
  readonly all: boolean;
  readonly pending: boolean;
  /** null: the reader may not. */
  readonly onAssign: (() => void) | null;
  readonly onVerify: (() => void) | null;
  readonly onClear: () => void;
}

/** What can be done with the selection; over the list, so that the list does not move when it appears. */
export function StepToolbar({ count, all, pending, onAssign, onVerify, onClear }: StepToolbarProps) {
  if (count.count === 0) return null;
  return (
    <div className="bulk" role="toolbar" aria-label="Selected steps">
      <span className="bulk-count">
        <b>{countedWord(count)} selected</b>
        {all ? <span className="bulk-all"> all matching</span> : null}
      </span>
      <span className="bulk-line" aria-hidden="true" />
      {onAssign ? (
        <button type="button" className="bulk-button bulk-primary" onClick={onAssign} aria-keyshortcuts="a">
          Assign… <kbd className="key">A</kbd>
        </button>
      ) : null}
      {onVerify ? (
        <button type="button" className="bulk-button" aria-disabled={pending} onClick={onVerify}>
          Verify now
        </button>
      ) : null}
      <span className="bulk-line" aria-hidden="true" />
      <button type="button" className="bulk-button" onClick={onClear} aria-keyshortcuts="Escape">
        Clear <kbd className="key">Esc</kbd>
      </button>
    </div>
  );
}
