import type { ReactNode } from "react";
import { VERDICTS, type VerdictKey } from "#lib/core/access/verdict-key.ts";
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

const drawn = (verdict: VerdictKey): ReactNode =>
  VERDICT_SHAPES[verdict].map((shape) => <Shape key={shape.path} shape={shape} />);

/** The shape of each verdict, ready to stand in an SVG of 16 × 16. */
// Built from the closed set itself, so that every key is there.
export const GLYPH_SHAPES = Object.fromEntries(VERDICTS.map((verdict) => [verdict, drawn(verdict)])) as Readonly<
  Record<VerdictKey, ReactNode>
>;
