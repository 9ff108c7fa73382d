import { FileRefused } from "./refuse-file.ts";
import { type FileFormat, newFileEnd, type Row, type Rows, type Table } from "./table.ts";
import { countsFrom1904, dateStyles, firstSheet, sharedTexts } from "./xlsx-parts.ts";
import { SheetReader, type SheetRow } from "./xlsx-sheet.ts";
import { XmlReader } from "./xml.ts";
import { readDirectory, readEntry } from "./zip.ts";

/** A workbook is held packed while it is read: its directory stands at its end. */
const PACKED_MAX = 64 * 1024 ** 2;

/** Opens the first sheet of a workbook. @throws FileRefused when it is no workbook, or unpacks to too much */
export async function openXlsx(source: AsyncIterator<Uint8Array>, first: Uint8Array): Promise<Table | null> {
  const archive = await gathered(source, first);
  const entries = readDirectory(archive);
  const sheet = entries.get(await firstSheet(archive, entries));
  if (sheet === undefined) throw new FileRefused("snapshot_unreadable");
  const end = newFileEnd();
  const reader = new SheetReader(
    {
      texts: await sharedTexts(archive, entries),
      dates: await dateStyles(archive, entries),
      from1904: await countsFrom1904(archive, entries),
    },
    end,
  );
  const rows = sheetRows(readEntry(archive, sheet), reader);
  const begun: SheetRow[] = [];
  while (begun.length === 0) {
    const next = await rows.next();
    if (next.done === true) return null;
    begun.push(...next.value);
  }
  const [titleRow, ...others] = begun;
  const titles = (titleRow?.cells ?? []).map((title) => title.trim());
  const format: FileFormat = { type: "xlsx", encoding: null, delimiter: null };
  async function* batches(): AsyncGenerator<Rows> {
    yield asRows(others, titles.length);
    for (;;) {
      const next = await rows.next();
      if (next.done === true) break;
      yield asRows(next.value, titles.length);
    }
    end.truncated = !reader.isWhole;
  }
  return { format, titles, batches: batches(), end };
}

async function gathered(source: AsyncIterator<Uint8Array>, first: Uint8Array): Promise<Buffer> {
  const parts = [first];
  let length = first.length;
  for (;;) {
    const next = await source.next();
    if (next.done === true) return Buffer.concat(parts);
    length += next.value.length;
    if (length > PACKED_MAX) throw new FileRefused("input_too_large");
    parts.push(next.value);
  }
}

async function* sheetRows(bytes: AsyncIterable<Uint8Array>, reader: SheetReader): AsyncGenerator<readonly SheetRow[]> {
  const xml = new XmlReader(reader);
  const decoder = new TextDecoder("utf-8");
  for await (const chunk of bytes) {
    xml.push(decoder.decode(chunk, { stream: true }));
    const rows = reader.takeRows().filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
    if (rows.length > 0) yield rows;
  }
}

function asRows(rows: readonly SheetRow[], columns: number): Rows {
  return { lines: rows.map(({ line }) => line), rows: rows.map(({ cells }) => fitted(cells, columns)) };
}

/** Empty cells at the end of a row are left out of the file; values beyond the titles belong to nothing. */
function fitted(cells: readonly string[], columns: number): Row {
  const filled = Array.from({ length: columns }, (_, at) => cells[at] ?? "");
  return cells.slice(columns).some((cell) => cell.trim() !== "") ? null : filled;
}
