import type { VerdictKey } from "#lib/core/access/verdict-key.ts";
import { GlyphShapes } from "./glyph-shapes.tsx";

/** The bare shape of a verdict. It is hidden from assistive technology: the word always stands beside it or in a label. */
export function VerdictGlyph({ verdict, size = 16 }: { verdict: VerdictKey; size?: number }) {
  return (
    <svg className="glyph" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" data-glyph={verdict}>
      <GlyphShapes verdict={verdict} />
    </svg>
  );
}
