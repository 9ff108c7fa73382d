import type { FileEnd } from "./table.ts";
import { attribute, type XmlHandler } from "./xml.ts";

/** What the cells of a sheet refer to. */
export interface Workbook {
  readonly texts: readonly string[];
  readonly dates: ReadonlySet<number>;
  readonly from1904: boolean;
}

/** Cells of one row, by their columns from 0, with the row's number in the sheet. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const COLUMNS_MAX = 2000;
const LINES_NAMED = 20;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** Gathers the rows of a sheet. No formula is evaluated: the value it was saved with stands for it, and it is counted. */
export class SheetReader implements XmlHandler {
  readonly #workbook: Workbook;
  readonly #end: FileEnd;
  #rows: SheetRow[] = [];
  #cells: string[] = [];
  #line = 0;
  #column = 0;
  #type = "";
  #style = 0;
  #value = "";
  #taking = false;
  isWhole = false;

  constructor(workbook: Workbook, end: FileEnd) {
    this.#workbook = workbook;
    this.#end = end;
  }

  /** Rows that ended since the last call. */
  takeRows(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: string): void {
    switch (name) {
      case "row":
        this.#line = Number(attribute(attributes, "r") ?? this.#line + 1);
        this.#cells = [];
        this.#column = -1;
        break;
      case "c":
        this.#column = columnOf(attribute(attributes, "r")) ?? this.#column + 1;
        this.#type = attribute(attributes, "t") ?? "n";
        this.#style = Number(attribute(attributes, "s") ?? -1);
        this.#value = "";
        break;
      case "f":
        this.#end.formulas += 1;
        if (this.#end.formulaLines.length < LINES_NAMED) this.#end.formulaLines.push(this.#line);
        break;
      case "v":
      case "t":
        this.#taking = true;
        break;
    }
  }

  close(name: string): void {
    if (name === "v" || name === "t") this.#taking = false;
    else if (name === "c") this.#keep();
    else if (name === "row") this.#rows.push({ line: this.#line, cells: this.#cells });
    else if (name === "sheetData") this.isWhole = true;
  }

  text(value: string): void {
    if (this.#taking) this.#value += value;
  }

  #keep(): void {
    if (this.#value === "" || this.#column >= COLUMNS_MAX) return;
    while (this.#cells.length < this.#column) this.#cells.push("");
    this.#cells[this.#column] = this.#shown();
  }

  #shown(): string {
    const value = this.#value;
    if (this.#type === "s") return this.#workbook.texts[Number(value)] ?? "";
    if (this.#type === "b") return value === "1" ? "true" : "false";
    if (this.#type !== "n") return value;
    if (this.#workbook.dates.has(this.#style)) return dateText(Number(value), this.#workbook.from1904);
    return /e/i.test(value) ? String(Number(value)) : value;
  }
}

/** Place of a cell such as AB12; null when none is named. */
function columnOf(reference: string | null): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? "")?.[0];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** A count of days as a date and time; what is no such count stays a number. */
function dateText(days: number, from1904: boolean): string {
  if (!(days > 0 && days < 200_000)) return String(days);
  const at = new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(days * 86_400) * 1000);
  return at.toISOString().slice(0, 19);
}
