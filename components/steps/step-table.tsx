import { countedWord } from "#lib/core/views/counted.ts";
import { STEP_TAB_WORD } from "#lib/core/views/step-filter.ts";
import type { StepListView } from "#lib/core/views/step-list.ts";
import { countSelected, isEverything, isSelected, type Selection } from "./selection.ts";
import { StepRow } from "./step-row.tsx";

interface StepTableProps {
  readonly list: StepListView;
  readonly selection: Selection;
  readonly onToggle: ((id: string, selected: boolean, shift: boolean) => void) | null;
  /** Selects all that match, or nothing. */
  readonly onAll: (all: boolean) => void;
}

/** Rows of one page. The box in the head selects every step that matches, not only those on the page. */
export function StepTable({ list, selection, onToggle, onAll }: StepTableProps) {
  const some = countSelected(selection, list.matching).count > 0;
  const everything = isEverything(selection, list.matching);
  return (
    <div className="card list-wrap">
      <table className="list steps-list">
        <caption className="sr-only">
          Steps: {STEP_TAB_WORD[list.tab]}, sorted by {list.sortedBy}
        </caption>
        <thead>
          <tr>
            {onToggle ? (
              <th scope="col" className="pick">
                <input
                  type="checkbox"
                  className="check"
                  checked={everything}
                  ref={(box) => {
                    if (box) box.indeterminate = some && !everything;
                  }}
                  aria-label={`Select all ${countedWord(list.matching)} matching`}
                  onChange={(event) => onAll(event.target.checked)}
                />
              </th>
            ) : null}
            <th scope="col">State</th>
            <th scope="col">Step</th>
            <th scope="col">Leaver</th>
            <th scope="col">Owner</th>
            <th scope="col" aria-sort="ascending">
              Due, event zone
            </th>
            <th scope="col" className="figure">
              Exposed
            </th>
            <th scope="col">Tier</th>
            <th scope="col">Last check</th>
            <th scope="col">Verified by</th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <StepRow
              key={row.id}
              row={row}
              asOfIso={list.asOfIso}
              selected={isSelected(selection, row.id)}
              onToggle={onToggle}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
