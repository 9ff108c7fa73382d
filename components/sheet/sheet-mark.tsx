import type { VerdictKey } from "#lib/core/access/verdict-key.ts";
import { VerdictGlyph } from "../verdict/verdict-glyph.tsx";

/** A verdict's mark in black on white: solid, boxed or bare by how loud it is, never by colour. */
export function SheetMark({ verdict }: { verdict: VerdictKey }) {
  return (
    <span className="sheet-mark" data-mark={verdict}>
      <VerdictGlyph verdict={verdict} size={12} />
    </span>
  );
}
