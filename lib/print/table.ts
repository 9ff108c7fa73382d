import type { SheetBlockView, SheetCellView, SheetRowView } from "#lib/core/views/sheet.ts";
import { drawMark, MARK_SIZE } from "./mark.ts";
import { BREADTH, LEFT, type Paper, STYLES } from "./paper.ts";
import type { Line, Style } from "./setter.ts";

type Table = Extract<SheetBlockView, { readonly kind: "table" }>;

const GAP = 6;
const PAD = 3;
const MARK_ROOM = MARK_SIZE + 4;

interface Column {
  readonly x: number;
  readonly width: number;
}

/** A cell broken to its column. */
interface SetCell {
  readonly column: Column;
  readonly style: Style;
  readonly mark: SheetCellView["mark"];
  readonly lines: readonly Line[];
}

interface SetRow {
  readonly cells: readonly SetCell[];
  readonly under: readonly Line[];
  readonly height: number;
}

/**
 * A table whose head stands again on every page. A row is never torn from what stands below it; only one that no page
 * can hold goes on over pages, line by line.
 */
export function drawTable(paper: Paper, block: Table): void {
  const columns = columnsOf(block);
  const head = setRow(
    paper,
    { cells: block.columns.map(({ head: text }) => ({ lines: [text], mark: null })), under: null },
    columns,
    true,
  );
  const rows = block.rows.map((row) => setRow(paper, row, columns, false));
  const title = paper.setter.lines(block.title, STYLES.heading, BREADTH);
  paper.y += 8;
  paper.room(title.length * STYLES.heading.leading + head.height + Math.min(rows[0]?.height ?? 0, 200));
  paper.lines(title, STYLES.heading, LEFT);
  drawHead(paper, head);
  for (const row of rows) drawRow(paper, row, head);
}

function columnsOf({ columns }: Table): readonly Column[] {
  let x = LEFT;
  return columns.map(({ share }) => {
    const column = { x, width: (share / 100) * BREADTH - GAP };
    x += column.width + GAP;
    return column;
  });
}

function setRow(paper: Paper, row: SheetRowView, columns: readonly Column[], isHead: boolean): SetRow {
  const cells = row.cells.flatMap((cell, place): SetCell[] => {
    const column = columns[place];
    if (column === undefined) return [];
    const style = isHead || place === 0 ? STYLES.cellStrong : STYLES.cell;
    const lines = cell.lines.flatMap((line, at) =>
      paper.setter.lines(line, style, column.width, cell.mark !== null && at === 0 ? MARK_ROOM : 0),
    );
    return [{ column, style, mark: cell.mark, lines }];
  });
  const under = row.under === null ? [] : paper.setter.lines(row.under, STYLES.digest, BREADTH);
  const tallest = Math.max(0, ...cells.map(({ lines, style }) => lines.length * style.leading));
  return { cells, under, height: tallest + under.length * STYLES.digest.leading + 2 * PAD };
}

function drawHead(paper: Paper, head: SetRow): void {
  const top = paper.y + PAD;
  for (const cell of head.cells) drawCell(paper, cell, cell.lines, top);
  paper.y += head.height;
  paper.rule(paper.y, 0.8);
}

function drawRow(paper: Paper, row: SetRow, head: SetRow): void {
  if (paper.room(row.height)) drawHead(paper, head);
  let from = 0;
  const most = Math.max(...row.cells.map(({ lines }) => lines.length));
  const leading = STYLES.cell.leading;
  for (;;) {
    const fits = Math.max(1, Math.floor((paper.left() - 2 * PAD - row.under.length * STYLES.digest.leading) / leading));
    const to = Math.min(most, from + fits);
    for (const cell of row.cells) drawCell(paper, cell, cell.lines.slice(from, to), paper.y + PAD, from > 0);
    paper.y += PAD + (to - from) * leading;
    from = to;
    if (from >= most) break;
    paper.y += paper.left();
    paper.room(leading);
    drawHead(paper, head);
  }
  paper.lines(row.under, STYLES.digest, LEFT);
  paper.y += PAD;
  paper.rule(paper.y, 0.3);
}

function drawCell(paper: Paper, cell: SetCell, lines: readonly Line[], top: number, goesOn = false): void {
  const { column, style, mark } = cell;
  let y = top;
  for (const [place, line] of lines.entries()) {
    const marked = mark !== null && place === 0 && !goesOn;
    if (marked) drawMark(paper, mark, column.x + 1.5, y - 0.5);
    paper.setter.set(line, style, marked ? column.x + MARK_ROOM : column.x, y);
    y += style.leading;
  }
}
