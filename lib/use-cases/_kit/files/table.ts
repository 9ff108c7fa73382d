/** Values of one row, a place for each column; null: the row cannot be read. */
export type Row = readonly string[] | null;

/** Rows read together, with the line or place of each in the file. */
export interface Rows {
  readonly lines: readonly number[];
  readonly rows: readonly Row[];
}

/** What kind of file it is, as it is told and kept. */
export interface FileFormat {
  readonly type: "delimited" | "json" | "ndjson" | "xlsx";
  readonly encoding: string | null;
  readonly delimiter: string | null;
}

/** How a file ended, known when its rows have been read. */
export interface FileEnd {
  /** It ended in the middle of a row. */
  truncated: boolean;
  /** Cells with a formula, and where the first of them are. */
  formulas: number;
  readonly formulaLines: number[];
  /** Rows in all, as the file itself says; null when it says nothing. */
  stated: number | null;
  /** It says that more pages follow: it is one page of a list. */
  morePages: boolean;
}

/** A file as a table: its titles, then its rows as a stream. */
export interface Table {
  readonly format: FileFormat;
  readonly titles: readonly string[];
  readonly batches: AsyncIterable<Rows>;
  readonly end: FileEnd;
}

export function newFileEnd(): FileEnd {
  return { truncated: false, formulas: 0, formulaLines: [], stated: null, morePages: false };
}
