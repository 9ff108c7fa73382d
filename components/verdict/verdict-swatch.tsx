import type { VerdictKey } from "#lib/core/access/verdict-key.ts";
import { VerdictGlyph } from "./verdict-glyph.tsx";

/** Glyph on its own fill, small, for legends and lists of trouble. The word stands beside it. */
export function VerdictSwatch({ verdict, large = false }: { verdict: VerdictKey; large?: boolean }) {
  return (
    <span className={large ? "swatch swatch-large" : "swatch"} data-verdict={verdict}>
      <VerdictGlyph verdict={verdict} size={large ? 16 : 14} />
    </span>
  );
}
