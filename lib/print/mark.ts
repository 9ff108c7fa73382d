import type { VerdictKey } from "#lib/core/access/verdict-key.ts";
import { type ShapeView, VERDICT_SHAPES } from "#lib/core/views/verdict-shapes.ts";
import type { Paper } from "./paper.ts";

export const MARK_SIZE = 9;
const GRID = 16;

/** Solid: seen usable. Boxed: open, and nobody may overlook it. The rest is told apart by shape and word alone. */
const SOLID: ReadonlySet<VerdictKey> = new Set(["came_back", "still_present"]);
const BOXED: ReadonlySet<VerdictKey> = new Set(["missed_at_inventory", "latent", "not_started", "cannot_check"]);

/** Draws a verdict's mark in black and white; the word stands beside it. */
export function drawMark({ document }: Paper, verdict: VerdictKey, x: number, y: number): void {
  const solid = SOLID.has(verdict);
  if (solid) document.rect(x - 1.5, y - 0.5, MARK_SIZE + 3, MARK_SIZE + 1).fill("black");
  if (BOXED.has(verdict))
    document
      .lineWidth(0.6)
      .rect(x - 1.5, y - 0.5, MARK_SIZE + 3, MARK_SIZE + 1)
      .stroke("black");
  const ink = solid ? "white" : "black";
  const ground = solid ? "black" : "white";
  document
    .save()
    .translate(x, y)
    .scale(MARK_SIZE / GRID);
  for (const shape of VERDICT_SHAPES[verdict]) drawShape(document, shape, ink, ground);
  document.restore().fillColor("black");
}

function drawShape(document: Paper["document"], shape: ShapeView, ink: string, ground: string): void {
  const { draw, path, width, round, dash } = shape;
  document.lineCap(round === "ends" ? "round" : "butt").lineJoin(round === "corners" ? "round" : "miter");
  if (dash === null) document.undash();
  else document.dash(dash[0], { space: dash[1] });
  document.lineWidth(width).path(path);
  if (draw === "cut") document.stroke(ground);
  else if (draw === "line") document.stroke(ink);
  else if (width === 0) document.fill(ink);
  else document.fillAndStroke(ink, ink);
}
