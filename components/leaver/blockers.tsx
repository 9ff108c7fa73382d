import type { LeaverView } from "#lib/core/views/leaver.ts";
import { LAYER_WORD } from "../ledger/layer-words.ts";
import { VerdictChip } from "../verdict/verdict-chip.tsx";
import { CLOSES_SOON, hasEnded } from "./ended.ts";

/** What keeps the leaver from closing: the case as a whole first, then item by item, and what would lift it. */
export function Blockers({ leaver, onOpen }: { leaver: LeaverView; onOpen: (itemId: string) => void }) {
  const { blockers, holds } = leaver;
  if (blockers.length === 0 && holds.length === 0)
    return <p className="card empty">{hasEnded(leaver) ? "Nothing holds this leaver open." : CLOSES_SOON}</p>;
  return (
    <ul className="card rows">
      {holds.map((hold) => (
        <li key={hold} className="blocker">
          <span>{hold}</span>
        </li>
      ))}
      {blockers.map((blocker) => (
        <li key={blocker.itemId} className="blocker">
          <VerdictChip verdict={blocker.verdict} />
          <span>
            <button type="button" className="link" onClick={() => onOpen(blocker.itemId)}>
              <bdi>{blocker.label}</bdi>
            </button>
            <span className="text-muted">
              {" "}
              · <bdi>{blocker.systemName}</bdi> · {LAYER_WORD[blocker.layer]}
            </span>
            <span className="blocker-why">{blocker.why}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
