import { decode } from "./decode.ts";
import { openDelimited } from "./delimited.ts";
import { openJson } from "./json.ts";
import { FileRefused } from "./refuse-file.ts";
import type { Table } from "./table.ts";
import { openXlsx } from "./xlsx.ts";

/**
 * Opens an exported list by what it is, not by what it is called: its first bytes say it.
 * @throws FileRefused when it is empty or cannot be read as a table
 */
export async function openFile(bytes: AsyncIterable<Uint8Array>): Promise<Table> {
  const source = bytes[Symbol.asyncIterator]();
  const first = await firstOf(source);
  if (first === null) throw new FileRefused("snapshot_empty");
  if (isPacked(first)) return orEmpty(await openXlsx(source, first));
  refuseOthers(first);
  const decoded = decode(after(first, source));
  const texts = decoded.texts[Symbol.asyncIterator]();
  const head = await firstText(texts);
  const format = { type: "delimited", encoding: decoded.encoding, delimiter: null } as const;
  const table = orEmpty(
    /^\uFEFF?\s*[[{]/.test(head) ? await openJson(texts, head, format) : await openDelimited(texts, head, format),
  );
  return {
    ...table,
    // A letter beyond ASCII may come late: the encoding is asked again at the end.
    get format() {
      return { ...table.format, encoding: decoded.encoding };
    },
  };
}

function orEmpty(table: Table | null): Table {
  if (table === null) throw new FileRefused("snapshot_empty");
  return table;
}

/** A zip archive, as which workbooks are packed. */
function isPacked(first: Uint8Array): boolean {
  return first[0] === 0x50 && first[1] === 0x4b && (first[2] ?? 3) === 3;
}

/** Files that are often sent by mistake, told apart by how they begin. */
const OTHERS: readonly { readonly begins: readonly number[]; readonly sentence: string }[] = [
  {
    begins: [0xd0, 0xcf, 0x11, 0xe0],
    sentence: "The file is a workbook of the old format. Nothing was believed. Save it as XLSX or CSV.",
  },
  { begins: [0x1f, 0x8b], sentence: "The file is packed with gzip. Nothing was believed. Unpack it first." },
  {
    begins: [0x25, 0x50, 0x44, 0x46],
    sentence: "The file is a PDF. Nothing was believed. Export the list as CSV or XLSX.",
  },
];

function refuseOthers(first: Uint8Array): void {
  const other = OTHERS.find(({ begins }) => begins.every((byte, at) => first[at] === byte));
  if (other !== undefined) throw new FileRefused("snapshot_unreadable", other.sentence);
}

/** The first bytes, enough of them to tell what the file is; null: there are none. */
async function firstOf(source: AsyncIterator<Uint8Array>): Promise<Uint8Array | null> {
  let first: Uint8Array = new Uint8Array(0);
  while (first.length < ENOUGH) {
    const next = await source.next();
    if (next.done === true) break;
    first = first.length === 0 ? next.value : Buffer.concat([first, next.value]);
  }
  return first.length === 0 ? null : first;
}
const ENOUGH = 64;

/** Text enough to tell titles, delimiter and kind by. */
async function firstText(texts: AsyncIterator<string>): Promise<string> {
  let head = "";
  while (head.length < HEAD_LENGTH) {
    const next = await texts.next();
    if (next.done === true) break;
    head += next.value;
  }
  if (head.trim() === "") throw new FileRefused("snapshot_empty");
  return head;
}
const HEAD_LENGTH = 8192;

async function* after(first: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (;;) {
    const next = await source.next();
    if (next.done === true) return;
    yield next.value;
  }
}
