import { VERDICT_WORD } from "#lib/core/access/verdict-key.ts";
import type { LeaverView } from "#lib/core/views/leaver.ts";
import type { LedgerRowView } from "#lib/core/views/ledger.ts";
import { DEADLINE_WORD } from "../time/format-deadline.ts";
import { spokenExposure } from "../time/format-exposure.ts";
import { formatDayTime } from "../time/format-instant.ts";
import { LAYER_FULL } from "./layer-words.ts";

function about(row: LedgerRowView): string {
  const owner = row.owner ? `owner ${row.owner.name}` : "No owner";
  const deadline = row.deadline ? `, deadline ${DEADLINE_WORD[row.deadline.state].toLowerCase()}` : "";
  return `Tier ${row.tier}, ${owner}. ${spokenExposure(row.exposure)}${deadline}.`;
}

/** The ledger in sentences, in the same order: worst first. */
export function LedgerSentences({ leaver, onOpen }: { leaver: LeaverView; onOpen: (itemId: string) => void }) {
  const zone = leaver.header.effectiveEnd.zone;
  return (
    <div className="card sentences">
      {leaver.rows.map((row) => (
        <section key={row.systemId} aria-label={row.name}>
          <h3 className="font-semibold" dir="auto">
            <bdi>{row.name}</bdi>
          </h3>
          <p className="text-muted">{about(row)}</p>
          <ul>
            {row.cells.flatMap((cell) =>
              cell.items.map((item) => (
                <li key={item.id}>
                  <button type="button" className="link" onClick={() => onOpen(item.id)}>
                    <bdi>{item.label}</bdi>
                  </button>
                  {`, ${LAYER_FULL[cell.layer]}: ${VERDICT_WORD[item.verdict]}`}
                  {cell.untilIso && item.verdict === cell.verdict ? ` ${formatDayTime(cell.untilIso, zone)}` : ""}
                </li>
              )),
            )}
          </ul>
        </section>
      ))}
    </div>
  );
}
