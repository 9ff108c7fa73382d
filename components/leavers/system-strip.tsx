import { VERDICT_WORD } from "#lib/core/access/verdict-key.ts";
import type { LeaverRowView } from "#lib/core/views/leaver-list.ts";
import { VerdictGlyph } from "../verdict/verdict-glyph.tsx";

/** Marks that fit the column; the worst come first, so what is left out is calmer than what is shown. */
const SHOWN = 12;

/** One mark a system, worst first. The sentence for screen readers counts them. */
export function SystemStrip({ row }: { row: LeaverRowView }) {
  const worst = row.systems[0];
  const more = row.systemsTotal - Math.min(SHOWN, row.systems.length);
  const words = worst ? `${row.systemsTotal} systems, worst: ${VERDICT_WORD[worst.worst]}` : "No system read yet";
  return (
    <span title={words}>
      <span className="strip" aria-hidden="true">
        {row.systems.slice(0, SHOWN).map((system) => (
          <span key={system.systemId} className="strip-mark" data-verdict={system.worst}>
            <VerdictGlyph verdict={system.worst} size={9} />
          </span>
        ))}
        {more > 0 ? <span className="text-muted">+{more}</span> : null}
      </span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
