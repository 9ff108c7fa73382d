import { type DomainError, domainError } from "#lib/core/errors.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";

/** A file that can be read from its start as often as needed; lines without their ends. */
export type Lines = () => AsyncIterable<string>;

/** A line that was refused, as a person finds it in the file. */
export interface RefusedLine {
  /** As an editor counts: the header is line 1. */
  readonly line: number;
  readonly column: string | null;
  readonly error: DomainError;
}

/** A line of the file on its way; without a row when it could not be read, and `error` says why, or has none to give. */
export interface PendingLine<Row> {
  readonly line: number;
  readonly row: Row | null;
  readonly error: DomainError | null;
}

/** How one kind of file is read. */
export interface CsvReader<Header, Row> {
  readonly rowsMax: number;
  /** What is said of a file with nothing in it. */
  readonly empty: string;
  readonly readHeader: (line: string) => Decision<Header>;
  readonly readLine: (line: string, header: Header) => Decision<Row>;
  /** Records of the file where one may span lines; each line is one where left out. */
  readonly records?: (lines: Lines) => AsyncIterable<NumberedText>;
}

export interface NumberedText {
  /** First line of it. */
  readonly line: number;
  readonly text: string;
}

export interface CsvPart<Header, Row> {
  readonly header: Header;
  readonly rows: readonly PendingLine<Row>[];
}

/** The file in parts of one transaction each; a file whose header cannot be used gives one refusal. */
export async function* csvParts<Header, Row>(
  lines: Lines,
  { rowsMax, empty, readHeader, readLine, records = eachLine }: CsvReader<Header, Row>,
): AsyncGenerator<Decision<CsvPart<Header, Row>>> {
  let header: Header | null = null;
  let rows: PendingLine<Row>[] = [];
  for await (const { line, text } of records(lines)) {
    if (text.trim() === "") continue;
    if (header === null) {
      const read = readHeader(text);
      if (!read.ok) return yield read;
      header = read.value;
      continue;
    }
    rows.push(pending(line, readLine(text, header)));
    if (rows.length < rowsMax) continue;
    yield ok({ header, rows });
    rows = [];
  }
  if (header === null) yield refused(domainError("input_invalid", { sentence: empty }));
  else if (rows.length > 0) yield ok({ header, rows });
}

function pending<Row>(line: number, read: Decision<Row, DomainError>): PendingLine<Row> {
  return read.ok ? { line, row: read.value, error: null } : { line, row: null, error: read.reasons[0] };
}

async function* eachLine(lines: Lines): AsyncGenerator<NumberedText> {
  let line = 0;
  for await (const text of lines()) {
    line += 1;
    yield { line, text };
  }
}

/** Lines that one record may span: an open quote swallows so many at most, and then only its own line is broken. */
const LINES_MAX = 200;

/** Records whose quoted values may hold line breaks, as tickets' descriptions do. */
export async function* spanningLines(lines: Lines): AsyncGenerator<NumberedText> {
  const held: NumberedText[] = [];
  for await (const one of eachLine(lines)) {
    held.push(one);
    yield* closed(held, held.length >= LINES_MAX);
  }
  while (held.length > 0) yield* closed(held, true);
}

/** Takes from the front of `held` what is whole; with `give up`, its first line even when it is not. */
function* closed(held: NumberedText[], giveUp: boolean): Generator<NumberedText> {
  for (let count = wholeIn(held); count > 0; count = wholeIn(held)) yield joined(held.splice(0, count));
  if (giveUp && held.length > 0) yield joined(held.splice(0, 1));
}

/** How many lines from the front make one record: the least whose quotes close. 0 when none do. */
function wholeIn(held: readonly NumberedText[]): number {
  let quotes = 0;
  for (const [at, { text }] of held.entries()) {
    quotes += text.split('"').length - 1;
    if (quotes % 2 === 0) return at + 1;
  }
  return 0;
}

function joined(lines: readonly NumberedText[]): NumberedText {
  return { line: lines[0]?.line ?? 0, text: lines.map(({ text }) => text).join("\n") };
}

/** The error of a row as a person finds it: its line, and its column as the file writes it. */
export function refusedLine(line: number, error: DomainError, titles: ReadonlyMap<string, string>): RefusedLine {
  const field = error.path?.split(".").at(-1);
  const column = field === undefined ? null : (titles.get(field) ?? (error.path?.includes(".") ? field : null));
  return { line, column, error };
}
