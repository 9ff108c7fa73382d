import { decode } from "./decode.ts";
import { openDelimited } from "./delimited.ts";
import { FileRefused } from "./refuse-file.ts";
import type { Table } from "./table.ts";

/**
 * Opens an exported list by what it is, not by what it is called: its first bytes say it.
 * @throws FileRefused when it is empty or cannot be read as a table
 */
export async function openFile(bytes: AsyncIterable<Uint8Array>): Promise<Table> {
  const source = bytes[Symbol.asyncIterator]();
  const first = await firstOf(source);
  if (first === null) throw new FileRefused("snapshot_empty");
  const decoded = decode(after(first, source));
  const texts = decoded.texts[Symbol.asyncIterator]();
  const head = await firstText(texts);
  const format = { type: "delimited", encoding: decoded.encoding, delimiter: null } as const;
  const table = await openDelimited(texts, head, format);
  if (table === null) throw new FileRefused("snapshot_empty");
  // A letter beyond ASCII may come late: the encoding is asked again at the end.
  return {
    ...table,
    get format() {
      return { ...table.format, encoding: decoded.encoding };
    },
  };
}

async function firstOf(source: AsyncIterator<Uint8Array>): Promise<Uint8Array | null> {
  for (;;) {
    const next = await source.next();
    if (next.done === true) return null;
    if (next.value.length > 0) return next.value;
  }
}

async function firstText(texts: AsyncIterator<string>): Promise<string> {
  for (;;) {
    const next = await texts.next();
    if (next.done === true) throw new FileRefused("snapshot_empty");
    if (next.value.trim() !== "") return next.value;
  }
}

async function* after(first: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (;;) {
    const next = await source.next();
    if (next.done === true) return;
    yield next.value;
  }
}
