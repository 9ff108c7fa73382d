import { VERDICT_WORD, type VerdictKey } from "#lib/core/access/verdict-key.ts";
import { VerdictGlyph } from "./verdict-glyph.tsx";

/** Glyph and word. `until` is the time that Expires by, Excepted until and Retained until carry, already in words. */
export function VerdictChip({ verdict, until }: { verdict: VerdictKey; until?: string | null }) {
  return (
    <span className="chip" data-verdict={verdict}>
      <VerdictGlyph verdict={verdict} size={14} />
      <span>
        {VERDICT_WORD[verdict]}
        {until ? ` ${until}` : ""}
      </span>
    </span>
  );
}
