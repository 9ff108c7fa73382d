import PDFDocument from "pdfkit";
import { type Line, type Setter, type Style, setterOf } from "./setter.ts";

/** A4 in points, and what of it is printed on. */
const WIDTH = 595.28;
const HEIGHT = 841.89;
const SIDE = 40;
export const LEFT = SIDE;
export const BREADTH = WIDTH - 2 * SIDE;
const TOP = 58;
const BOTTOM = HEIGHT - 62;

/** Sizes in points. */
export const STYLES = {
  title: { face: "strong", size: 13, leading: 17 },
  heading: { face: "strong", size: 9.5, leading: 13 },
  text: { face: "plain", size: 8.5, leading: 11.5 },
  strong: { face: "strong", size: 8.5, leading: 11.5 },
  cell: { face: "plain", size: 7, leading: 9 },
  cellStrong: { face: "strong", size: 7, leading: 9 },
  digest: { face: "mono", size: 7, leading: 9.5 },
} as const satisfies Record<string, Style>;

export interface PaperOptions {
  readonly title: string;
  readonly madeAt: Date;
}

/** Pages that fill from the top. What is drawn asks for room first, so that nothing is torn where a page ends. */
export interface Paper {
  readonly document: InstanceType<typeof PDFDocument>;
  readonly setter: Setter;
  /** Where the next thing goes. */
  y: number;
  /** Begins a page when `height` has no room on this one. True when it did. */
  room(height: number): boolean;
  /** Room from here to the end of the page. */
  left(): number;
  rule(y: number, width: number): void;
  lines(lines: readonly Line[], style: Style, x: number): void;
}

/** Empty paper. The same options and the same drawing give the same bytes: no clock and no random number is in them. */
export function newPaper({ title, madeAt }: PaperOptions): Paper {
  const document = new PDFDocument({
    size: "A4",
    margin: 0,
    bufferPages: true,
    pdfVersion: "1.7",
    lang: "en",
    displayTitle: true,
    info: { Title: title, CreationDate: madeAt, Producer: "Closeout", Creator: "Closeout" },
  });
  const setter = setterOf(document);
  return {
    document,
    setter,
    y: TOP,
    room(height) {
      if (this.y + height <= BOTTOM || this.y === TOP) return false;
      document.addPage();
      this.y = TOP;
      return true;
    },
    left() {
      return BOTTOM - this.y;
    },
    rule(y, width) {
      document
        .lineWidth(width)
        .moveTo(LEFT, y)
        .lineTo(LEFT + BREADTH, y)
        .stroke("black");
    },
    lines(lines, style, x) {
      for (const line of lines) {
        setter.set(line, style, x, this.y);
        this.y += style.leading;
      }
    },
  };
}

/** Writes above and below every page, once it is known how many there are. */
export function frame(paper: Paper, head: string, foot: string, digest: string): void {
  const { document, setter } = paper;
  const { start, count } = document.bufferedPageRange();
  const style = STYLES.cell;
  const above = setter.lines(head, style, BREADTH);
  const below = setter.lines(foot, style, BREADTH - 60);
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    paper.y = 28;
    paper.lines(above, style, LEFT);
    paper.rule(paper.y + 3, 0.8);
    paper.rule(BOTTOM + 8, 0.8);
    paper.y = BOTTOM + 12;
    const [number = []] = setter.lines(`page ${page - start + 1} of ${count}`, style, 60);
    setter.set(number, style, LEFT + BREADTH - setter.width(number, style), paper.y);
    paper.lines(below, style, LEFT);
    paper.lines(setter.lines(`content sha-256 ${digest}`, STYLES.digest, BREADTH), STYLES.digest, LEFT);
  }
}

/** The finished file. */
export function bytesOf({ document }: Paper): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    document.on("error", reject);
    document.end();
  });
}
