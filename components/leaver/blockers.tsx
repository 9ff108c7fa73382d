import type { BlockerView } from "#lib/core/views/leaver.ts";
import { LAYER_WORD } from "../ledger/layer-words.ts";
import { VerdictChip } from "../verdict/verdict-chip.tsx";

/** What keeps the leaver from closing, item by item, and what would lift it. */
export function Blockers({ blockers, onOpen }: { blockers: readonly BlockerView[]; onOpen: (itemId: string) => void }) {
  if (blockers.length === 0) return <p className="card empty">Nothing holds this leaver open.</p>;
  return (
    <ul className="card rows">
      {blockers.map((blocker) => (
        <li key={blocker.itemId} className="blocker">
          <VerdictChip verdict={blocker.verdict} />
          <span>
            <button type="button" className="link" onClick={() => onOpen(blocker.itemId)}>
              {blocker.label}
            </button>
            <span className="text-muted">
              {" "}
              · {blocker.systemName} · {LAYER_WORD[blocker.layer]}
            </span>
            <span className="blocker-why">{blocker.why}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
