import type { SheetBlockView, SheetFactView } from "#lib/core/views/sheet.ts";
import { BREADTH, LEFT, type Paper, STYLES } from "./paper.ts";
import { drawTable } from "./table.ts";

const NAME_WIDTH = 120;
const PAD = 6;

/** Draws one part of the sheet below the last. */
export function drawBlock(paper: Paper, block: SheetBlockView): void {
  switch (block.kind) {
    case "facts":
      heading(paper, block.title);
      for (const one of block.facts) drawFact(paper, one);
      return;
    case "result":
      drawResult(paper, block.strong, block.text);
      return;
    case "lines":
      heading(paper, block.title);
      for (const line of block.lines) drawLine(paper, line);
      return;
    case "table":
      drawTable(paper, block);
  }
}

/** A heading with room for something below it: it never stands alone where a page ends. */
function heading(paper: Paper, title: string): void {
  paper.y += 8;
  paper.room(STYLES.heading.leading + 3 * STYLES.text.leading);
  paper.lines(paper.setter.lines(title, STYLES.heading, BREADTH), STYLES.heading, LEFT);
  paper.y += 2;
}

function drawFact(paper: Paper, { name, value, digest }: SheetFactView): void {
  const style = digest ? STYLES.digest : STYLES.text;
  const values = paper.setter.lines(value, style, BREADTH - NAME_WIDTH);
  const names = paper.setter.lines(name, STYLES.text, NAME_WIDTH - 8);
  paper.room(Math.max(names.length, values.length) * STYLES.text.leading);
  const top = paper.y;
  paper.lines(names, STYLES.text, LEFT);
  const bottom = paper.y;
  paper.y = top;
  paper.lines(values, style, LEFT + NAME_WIDTH);
  paper.y = Math.max(bottom, paper.y);
}

/** The result in a box: the one thing to be read when nothing else is. */
function drawResult(paper: Paper, strong: string, text: string): void {
  const width = BREADTH - 2 * PAD;
  const first = paper.setter.lines(strong, STYLES.strong, width);
  const rest = paper.setter.lines(text, STYLES.text, width);
  const height = (first.length + rest.length) * STYLES.text.leading + 2 * PAD;
  paper.y += 8;
  paper.room(height);
  paper.document.lineWidth(1).rect(LEFT, paper.y, BREADTH, height).stroke("black");
  paper.y += PAD;
  paper.lines(first, STYLES.strong, LEFT + PAD);
  paper.lines(rest, STYLES.text, LEFT + PAD);
  paper.y += PAD;
}

function drawLine(paper: Paper, line: string): void {
  const lines = paper.setter.lines(line, STYLES.text, BREADTH - 10);
  paper.room(lines.length * STYLES.text.leading);
  paper.document.rect(LEFT + 1, paper.y + 4, 3, 3).fill("black");
  paper.lines(lines, STYLES.text, LEFT + 10);
}
