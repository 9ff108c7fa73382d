import type { AssignmentDone } from "./use-assignment.ts";

/** What was just done with the selection, and how to take it back. */
export interface BulkOutcome {
  readonly sentence: string;
  readonly undo: AssignmentDone | null;
}

interface BulkOutcomeProps {
  readonly outcome: BulkOutcome | null;
  readonly pending: boolean;
  readonly onUndo: (done: AssignmentDone) => void;
}

/** Stays until the next act: it can be undone as long as the page is open. */
export function BulkOutcomeNotice({ outcome, pending, onUndo }: BulkOutcomeProps) {
  if (outcome === null) return null;
  const { sentence, undo } = outcome;
  return (
    <div className="notice bulk-outcome">
      {sentence}{" "}
      {undo ? (
        <button type="button" className="link" aria-disabled={pending} onClick={() => onUndo(undo)}>
          Undo
        </button>
      ) : null}
    </div>
  );
}
