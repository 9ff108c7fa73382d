import type PDFDocument from "pdfkit";
import { type Run, runsOf, spelled } from "./runs.ts";
import type { Face } from "./typefaces.ts";

type Document = InstanceType<typeof PDFDocument>;

/** How a piece of text looks: size and distance of lines in points. */
export interface Style {
  readonly face: Face;
  readonly size: number;
  readonly leading: number;
}

/** One line, ready to be set. */
export type Line = readonly Run[];

/** Measures and sets text; the only part that knows which file a character comes from. */
export interface Setter {
  /** `text` broken into lines no wider than `width`, the first of them narrower by `indent`. */
  lines(text: string, style: Style, width: number, indent?: number): readonly Line[];
  /** Sets one line; `x` and `y` are its upper left corner. */
  set(line: Line, style: Style, x: number, y: number): void;
  width(line: Line, style: Style): number;
}

/** Where a text may be broken: after a space, and after a hyphen, solidus or at sign within a word. */
const PIECES = /\s+|[^\s\-/@·]+[-/@·]?|[-/@·]/gu;

export function setterOf(document: Document): Setter {
  const known = new Map<string, number>();
  const registered = new Set<string>();
  const use = ({ name, bytes }: Run["file"]): Document => {
    if (!registered.has(name)) document.registerFont(name, bytes);
    registered.add(name);
    return document.font(name);
  };
  const widthOf = ({ file, text }: Run, { size }: Style): number => {
    const key = `${file.name} ${size} ${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const measured = use(file).fontSize(size).widthOfString(text);
    known.set(key, measured);
    return measured;
  };
  const width = (line: Line, style: Style) => line.reduce((sum, run) => sum + widthOf(run, style), 0);
  const widthOfText = (text: string, style: Style) => width(runsOf(text, style.face), style);
  return {
    width,
    lines: (text, style, room, indent = 0) => {
      const shown = spelled(text, style.face);
      const broken = breakInto(shown, room, indent, (piece) => widthOfText(piece, style));
      return broken.map((line) => runsOf(line, style.face));
    },
    set: (line, style, x, y) => {
      let at = x;
      for (const run of line) {
        use(run.file).fontSize(style.size).text(run.text, at, y, { lineBreak: false });
        at += widthOf(run, style);
      }
    },
  };
}

/** Breaks between pieces where it can, and within one that is wider than a line alone: nothing is cut off. */
function breakInto(text: string, room: number, indent: number, measure: (text: string) => number): readonly string[] {
  const pieces = (text.match(PIECES) ?? []).flatMap((piece) =>
    piece.trim() !== "" && measure(piece) > room - indent ? Array.from(piece) : [piece],
  );
  const lines: string[] = [];
  let line = "";
  let left = room - indent;
  for (const piece of pieces) {
    const blank = piece.trim() === "";
    if (blank && line === "") continue;
    const wide = measure(piece);
    if (wide > left && line !== "" && !blank) {
      lines.push(line.trimEnd());
      line = "";
      left = room;
    }
    line += piece;
    left -= wide;
  }
  return [...lines, line.trimEnd()];
}
