import { countedWord } from "#lib/core/views/counted.ts";
import type { StepListView } from "#lib/core/views/step-list.ts";
import { countSelected, isEverything, type Selection } from "./selection.ts";

interface SelectionWordsProps {
  readonly list: StepListView;
  readonly selection: Selection;
  readonly onAll: () => void;
  readonly onlyPage: () => void;
}

/** Says how far the selection goes: beyond the page, or not, and how to change that. */
export function SelectionWords({ list, selection, onAll, onlyPage }: SelectionWordsProps) {
  const count = countSelected(selection, list.matching);
  const shown = list.rows.length;
  const matching = countedWord(list.matching);
  if (count.count === 0) return null;
  if (selection.kind === "all") {
    const less = selection.except.size > 0 ? ` but ${selection.except.size}` : "";
    return (
      <p className="selection-words">
        All{less} of <b>{matching} matching</b> steps are selected
        {list.matching.count > shown ? (
          <>
            , not only the {shown} on screen.{" "}
            <button type="button" className="link" onClick={onlyPage}>
              Only these {shown}
            </button>
          </>
        ) : (
          "."
        )}
      </p>
    );
  }
  return (
    <p className="selection-words">
      <b>{countedWord(count)}</b> of {matching} matching steps are selected.{" "}
      {isEverything(selection, list.matching) ? null : (
        <button type="button" className="link" onClick={onAll}>
          All {matching} matching
        </button>
      )}
    </p>
  );
}
