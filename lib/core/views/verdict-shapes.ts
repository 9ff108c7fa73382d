import type { VerdictKey } from "../access/verdict-key.ts";

/**
 * One stroke or area of a mark on a 16 × 16 grid. `cut` is drawn in the fill under the mark, so that a tick stays
 * readable on a solid shape.
 */
export interface ShapeView {
  readonly draw: "line" | "area" | "cut";
  /** SVG path. */
  readonly path: string;
  /** Width of the line; of an area: of the line round it, 0 for none. */
  readonly width: number;
  /** Ends and corners of the line. */
  readonly round: "none" | "ends" | "corners";
  /** Lengths of dash and gap; null for an unbroken line. */
  readonly dash: readonly [number, number] | null;
}

const shape = (draw: ShapeView["draw"], path: string, width: number): ShapeView => ({
  draw,
  path,
  width,
  round: "none",
  dash: null,
});
const line = (path: string, width: number) => shape("line", path, width);
const area = (path: string) => shape("area", path, 0);
const cut = (path: string, width: number) => shape("cut", path, width);

/** A circle as a path, so that screen and paper draw the same. */
const circle = (x: number, y: number, radius: number) =>
  `M${x - radius} ${y}A${radius} ${radius} 0 1 1 ${x + radius} ${y}A${radius} ${radius} 0 1 1 ${x - radius} ${y}Z`;

const ring = line(circle(8, 8, 5.25), 1.5);

/**
 * One shape per verdict. Shape carries the verdict, colour only decorates.
 * A tick stands in the four Verified shapes and nowhere else: nothing unseen can be read as seen.
 */
export const VERDICT_SHAPES: Readonly<Record<VerdictKey, readonly ShapeView[]>> = {
  came_back: [line("M6 2.7 2.3 6.4 6 10.1M2.6 6.4H10a3.5 3.5 0 0 1 0 7H5.6", 1.9)],
  still_present: [area("M8 1.6 15.2 14.2H.8Z"), cut("M8 6v4M8 11.3v1.4", 1.6)],
  missed_at_inventory: [
    line(circle(6.7, 6.7, 4.6), 1.6),
    line("M10.2 10.2 14.4 14.4", 2),
    line("M6.7 4.2v5M4.2 6.7h5", 1.5),
  ],
  latent: [area("M9.6.9 2.9 9.2h4L6 15.1l7.1-8.6H8.9Z")],
  not_started: [{ ...ring, dash: [2.1, 2.02] }],
  cannot_check: [line("M5.2 6a2.8 2.8 0 1 1 4.2 2.4c-.9.5-1.4.9-1.4 2", 1.8), area(circle(8, 12.9, 1.15))],
  in_progress: [ring, area("M8 8V2.75A5.25 5.25 0 0 1 13.25 8Z")],
  reported_removed: [ring, area("M8 2.75a5.25 5.25 0 0 0 0 10.5Z")],
  self_checked: [
    { ...line("M1.4 8S3.9 3.9 8 3.9 14.6 8 14.6 8 12.1 12.1 8 12.1 1.4 8 1.4 8Z", 1.5), round: "corners" },
    area(circle(8, 8, 1.9)),
  ],
  expires_by: [
    line("M3.4 1.9h9.2M3.4 14.1h9.2", 1.6),
    line("M4.6 2v2.4L7.2 8l-2.6 3.6V14M11.4 2v2.4L8.8 8l2.6 3.6V14", 1.4),
    area("M5.2 13.6 8 10.6l2.8 3Z"),
  ],
  verified_removed: [area(circle(8, 8, 6.25)), cut("M5 8.2l2.1 2.1L11 6.2", 1.7)],
  verified_disabled: [
    line("M5 7V5a3 3 0 0 1 6 0v2", 1.7),
    area(
      "M3.8 6.4h8.4a1.6 1.6 0 0 1 1.6 1.6v5.2a1.6 1.6 0 0 1-1.6 1.6H3.8a1.6 1.6 0 0 1-1.6-1.6V8a1.6 1.6 0 0 1 1.6-1.6Z",
    ),
    cut("M5.4 10.6l1.9 1.8 3.4-3.5", 1.6),
  ],
  verified_rotated: [
    line("M13.9 9.3A6.1 6.1 0 1 1 12.4 3.8", 1.7),
    area("M14.6.9v4.6H10Z"),
    line("M5.2 8.3l2 2 3.6-3.7", 1.7),
  ],
  verified_transferred: [
    { ...area("M1 3.2h8.4L15.2 8l-5.8 4.8H1Z"), width: 1, round: "corners" },
    cut("M4.2 8.1l2 2 3.7-3.8", 1.6),
  ],
  attested: [
    {
      ...line(
        "M2 10.2C3.6 6 5 2.6 6.3 3.2c1.5.7-1.2 5.6-.2 6.6.9.8 2-2.9 3-2.6.8.2-.2 2.2.6 2.6.9.4 1.8-1.2 3.8-1.8",
        1.5,
      ),
      round: "ends",
    },
    line("M1.8 13.4h12.4", 1.5),
  ],
  excepted_until: [line(circle(8, 8, 5.6), 1.5), line("M6.4 5.5v5M9.6 5.5v5", 1.6)],
  retained_until: [area("M1.6 2.6h12.8v3.6H1.6Z"), line("M2.7 6.2v7.2h10.6V6.2", 1.5), line("M6 9.2h4", 1.6)],
  never_found: [line(circle(8, 8, 5), 1.4), line("M3 13 13 3", 1.4)],
  not_applicable: [line("M5 8h6", 1.5)],
};
