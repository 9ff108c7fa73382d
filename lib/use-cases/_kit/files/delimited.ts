import { FileRefused } from "./refuse-file.ts";
import { type FileEnd, type FileFormat, newFileEnd, type Row, type Rows, type Table } from "./table.ts";

const DELIMITERS = [",", ";", "\t", "|"] as const;
/** A record of more lines or characters than this is an open quote, not a record. */
const RECORD_LINES_MAX = 50;
const RECORD_LENGTH_MAX = 65_536;
/** What has no line end for so long is no list. */
const LINE_LENGTH_MAX = 1 << 22;
const UNDECODABLE = "\uFFFD";

/**
 * Cuts text into records by RFC 4180, whatever the delimiter. A quote that never closes spoils its own line alone: the
 * lines after it are read as if it were not there.
 */
export class DelimitedReader {
  readonly #delimiter: string;
  readonly #newline: string;
  #columns = 0;
  #carry = "";
  /** Lines of a record whose quotes are still open. */
  #open: string[] = [];
  #openLength = 0;
  #line = 0;
  truncated = false;

  constructor(delimiter: string, newline = "\n") {
    this.#delimiter = delimiter;
    this.#newline = newline;
  }

  /** The number of values that every row must have; any number until it is set. */
  set columns(count: number) {
    this.#columns = count;
  }

  push(text: string): Rows {
    const lines = (this.#carry === "" ? text : this.#carry + text).split(this.#newline);
    this.#carry = lines.pop() ?? "";
    if (this.#carry.length > LINE_LENGTH_MAX) throw new FileRefused("snapshot_unreadable");
    const found: Found = { lines: [], rows: [] };
    for (const line of lines) this.#take(line, found);
    return found;
  }

  end(): Rows {
    const found: Found = { lines: [], rows: [] };
    if (this.#carry !== "") this.#take(this.#carry, found);
    this.#carry = "";
    if (this.#open.length > 0) {
      this.truncated = true;
      this.#giveUp(found);
    }
    return found;
  }

  #take(raw: string, found: Found): void {
    this.#line += 1;
    const line = raw.charCodeAt(raw.length - 1) === 13 ? raw.slice(0, -1) : raw;
    if (this.#open.length > 0) this.#goOn(line, found);
    else if (line.indexOf('"') < 0) {
      if (line !== "") this.#add(found, this.#line, line.split(this.#delimiter));
    } else if (hasOpenQuote(line)) this.#begin(line);
    else this.#add(found, this.#line, quoted(line, this.#delimiter));
  }

  #begin(line: string): void {
    this.#open = [line];
    this.#openLength = line.length;
  }

  #goOn(line: string, found: Found): void {
    this.#open.push(line);
    this.#openLength += line.length;
    if (hasOpenQuote(line)) {
      const lines = this.#open;
      this.#open = [];
      this.#add(found, this.#line - lines.length + 1, quoted(lines.join("\n"), this.#delimiter));
    } else if (this.#open.length > RECORD_LINES_MAX || this.#openLength > RECORD_LENGTH_MAX) this.#giveUp(found);
  }

  /** The quote was a slip: its line is broken, those after it are lines again. */
  #giveUp(found: Found): void {
    const [, ...rest] = this.#open;
    this.#open = [];
    const first = this.#line - rest.length;
    this.#add(found, first, null);
    this.#line = first;
    for (const line of rest) this.#take(line, found);
    // What the last of them opened has no end either.
    if (this.truncated && this.#open.length > 0) this.#giveUp(found);
  }

  #add(found: Found, line: number, row: Row): void {
    const fits = row !== null && (this.#columns === 0 || row.length === this.#columns) && isReadable(row);
    found.lines.push(line);
    found.rows.push(fits ? row : null);
  }
}

interface Found {
  readonly lines: number[];
  readonly rows: Row[];
}

function isReadable(row: readonly string[]): boolean {
  for (const value of row) if (value.length > RECORD_LENGTH_MAX || value.includes(UNDECODABLE)) return false;
  return true;
}

/** An odd number of quotes: the record goes on in the next line, or ends in this one when it was open. */
function hasOpenQuote(line: string): boolean {
  let open = false;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) open = !open;
  return open;
}

/** Values of a record that has quotes; null when they stand where none may. */
function quoted(record: string, delimiter: string): Row {
  const values: string[] = [];
  let at = 0;
  for (;;) {
    const value = record[at] === '"' ? quotedValue(record, at) : plainValue(record, at, delimiter);
    if (value === null) return null;
    values.push(value.text);
    if (value.end >= record.length) return values;
    if (record[value.end] !== delimiter) return null;
    at = value.end + 1;
  }
}

interface Value {
  readonly text: string;
  /** Place of the delimiter after it, or the record's end. */
  readonly end: number;
}

function plainValue(record: string, at: number, delimiter: string): Value {
  const found = record.indexOf(delimiter, at);
  const end = found < 0 ? record.length : found;
  return { text: record.slice(at, end), end };
}

function quotedValue(record: string, at: number): Value | null {
  let from = at + 1;
  for (;;) {
    const quote = record.indexOf('"', from);
    if (quote < 0) return null;
    if (record[quote + 1] !== '"') return { text: record.slice(at + 1, quote).replaceAll('""', '"'), end: quote + 1 };
    from = quote + 2;
  }
}

/** Opens delimited text. @param encoding asked when the rows are read: only then is it known */
export async function openDelimited(
  texts: AsyncIterator<string>,
  first: string,
  format: FileFormat,
): Promise<Table | null> {
  let head = first.replace(/^\uFEFF/, "");
  // The titles must be whole before they are read.
  while (!/\n[^\n]*\S/.test(head) && head.length < RECORD_LENGTH_MAX * 4) {
    const more = await texts.next();
    if (more.done === true) break;
    head += more.value;
  }
  const said = /^sep=(.)\r?\n/i.exec(head);
  const delimiter = said?.[1] ?? delimiterOf(head);
  const reader = new DelimitedReader(delimiter, head.includes("\n") || !head.includes("\r") ? "\n" : "\r");
  const begun = withoutBlank(reader.push(said === null ? head : head.slice(said[0].length)));
  const rest = begun.rows.length === 0 ? withoutBlank(reader.end()) : { lines: [], rows: [] };
  const rows = { lines: [...begun.lines, ...rest.lines], rows: [...begun.rows, ...rest.rows] };
  const [titles] = rows.rows;
  if (titles === undefined) return null;
  const end = newFileEnd();
  const trimmed = (titles ?? []).map((title) => title.trim());
  reader.columns = trimmed.length;
  const others = { lines: rows.lines.slice(1), rows: rows.rows.slice(1).map((row) => fitting(row, trimmed.length)) };
  return { format: { ...format, delimiter }, titles: trimmed, batches: batchesOf(reader, others, texts, end), end };
}

function fitting(row: Row, columns: number): Row {
  return row?.length === columns ? row : null;
}

async function* batchesOf(
  reader: DelimitedReader,
  begun: Rows,
  texts: AsyncIterator<string>,
  end: FileEnd,
): AsyncGenerator<Rows> {
  if (begun.rows.length > 0) yield begun;
  for (;;) {
    const next = await texts.next();
    if (next.done === true) break;
    yield withoutBlank(reader.push(next.value));
  }
  yield withoutBlank(reader.end());
  end.truncated = reader.truncated;
}

/** Rows of nothing but blanks are no rows: spreadsheets leave them at the end. */
function withoutBlank(found: Rows): Rows {
  if (!found.rows.some(isBlank)) return found;
  const kept = found.rows.flatMap((row, at) => (isBlank(row) ? [] : [at]));
  return { lines: kept.map((at) => found.lines[at] ?? 0), rows: kept.map((at) => found.rows[at] ?? null) };
}

function isBlank(row: Row): boolean {
  // Most rows begin with something.
  return row !== null && row[0]?.trim() === "" && row.every((value) => value.trim() === "");
}

/** The delimiter that cuts the first lines into most columns, and every line alike. */
export function delimiterOf(text: string): string {
  const lines = text
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
  const [titles = ""] = lines;
  const scored = DELIMITERS.map((delimiter) => {
    const columns = (quoted(titles, delimiter) ?? []).length;
    // The last line may be cut off where the chunk ends.
    const alike = lines.slice(1, -1).filter((line) => (quoted(line, delimiter) ?? []).length === columns).length;
    return { delimiter, score: columns <= 1 ? 0 : columns + alike * 100 };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}
