import type { VerdictKey } from "#lib/core/access/verdict-key.ts";
import { type ShapeView, VERDICT_SHAPES } from "#lib/core/views/verdict-shapes.ts";

/** A cut-out shows the fill under the glyph, so a tick stays readable on a solid shape. */
const STROKE: Readonly<Record<ShapeView["draw"], string>> = {
  line: "currentColor",
  area: "currentColor",
  cut: "var(--glyph-cut)",
};

function Shape({ shape: { draw, path, width, round, dash } }: { shape: ShapeView }) {
  return (
    <path
      d={path}
      fill={draw === "area" ? "currentColor" : "none"}
      {...(width > 0 ? { stroke: STROKE[draw], strokeWidth: width } : {})}
      {...(dash === null ? {} : { strokeDasharray: dash.join(" ") })}
      {...(round === "ends" ? { strokeLinecap: "round" } : {})}
      {...(round === "corners" ? { strokeLinejoin: "round" } : {})}
    />
  );
}

/** The shape of a verdict, to stand in an SVG of 16 × 16. */
export function GlyphShapes({ verdict }: { verdict: VerdictKey }) {
  return VERDICT_SHAPES[verdict].map((shape) => <Shape key={shape.path} shape={shape} />);
}
