import { FileRefused } from "./refuse-file.ts";
import { attribute, type XmlHandler, XmlReader } from "./xml.ts";
import { readEntry, type ZipEntry } from "./zip.ts";

/** Texts that a workbook keeps once for all its cells; longer together than this, the list is better sent as CSV. */
const TEXTS_LENGTH_MAX = 96 * 1024 ** 2;

/** Reads one part of a workbook through `handler`; a part that is not there says nothing. */
export async function readPart(archive: Buffer, entry: ZipEntry | undefined, handler: XmlHandler): Promise<void> {
  if (entry === undefined) return;
  const reader = new XmlReader(handler);
  const decoder = new TextDecoder("utf-8");
  for await (const chunk of readEntry(archive, entry)) reader.push(decoder.decode(chunk, { stream: true }));
  reader.push(decoder.decode());
}

type Entries = ReadonlyMap<string, ZipEntry>;

/** Path of the first sheet, as the workbook names it. */
export async function firstSheet(archive: Buffer, entries: Entries): Promise<string> {
  const sheets: string[] = [];
  const targets = new Map<string, string>();
  await readPart(archive, entries.get("xl/workbook.xml"), {
    ...IGNORES,
    open: (name, attributes) => {
      if (name === "sheet") sheets.push(attribute(attributes, "id") ?? "");
    },
  });
  await readPart(archive, entries.get("xl/_rels/workbook.xml.rels"), {
    ...IGNORES,
    open: (name, attributes) => {
      if (name === "Relationship")
        targets.set(attribute(attributes, "Id") ?? "", attribute(attributes, "Target") ?? "");
    },
  });
  const target = targets.get(sheets[0] ?? "") ?? "worksheets/sheet1.xml";
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

/** Whether the workbook counts its days from 1904. */
export async function countsFrom1904(archive: Buffer, entries: Entries): Promise<boolean> {
  let from1904 = false;
  await readPart(archive, entries.get("xl/workbook.xml"), {
    ...IGNORES,
    open: (name, attributes) => {
      if (name === "workbookPr") from1904 = /^(1|true)$/.test(attribute(attributes, "date1904") ?? "");
    },
  });
  return from1904;
}

/** Texts that cells refer to by their place. @throws FileRefused when they are too many */
export async function sharedTexts(archive: Buffer, entries: Entries): Promise<readonly string[]> {
  const texts: string[] = [];
  let length = 0;
  let current = "";
  let taken = false;
  let phonetic = false;
  await readPart(archive, entries.get("xl/sharedStrings.xml"), {
    open: (name) => {
      if (name === "si") current = "";
      if (name === "rPh") phonetic = true;
      taken = name === "t" && !phonetic;
    },
    close: (name) => {
      if (name === "t") taken = false;
      if (name === "rPh") phonetic = false;
      if (name !== "si") return;
      length += current.length + 16;
      if (length > TEXTS_LENGTH_MAX) throw new FileRefused("snapshot_packed_too_tight");
      texts.push(current);
    },
    text: (value) => {
      if (taken) current += value;
    },
  });
  return texts;
}

/** Numbers of the formats that are dates by themselves. */
const DATE_FORMATS: ReadonlySet<number> = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57]);

/** Places of the cell styles under which a number is a date. */
export async function dateStyles(archive: Buffer, entries: Entries): Promise<ReadonlySet<number>> {
  const dates = new Set(DATE_FORMATS);
  const styles = new Set<number>();
  let inCells = false;
  let place = 0;
  await readPart(archive, entries.get("xl/styles.xml"), {
    ...IGNORES,
    open: (name, attributes) => {
      if (name === "numFmt" && isDateFormat(attribute(attributes, "formatCode") ?? ""))
        dates.add(Number(attribute(attributes, "numFmtId")));
      if (name === "cellXfs") inCells = true;
      if (name !== "xf" || !inCells) return;
      if (dates.has(Number(attribute(attributes, "numFmtId")))) styles.add(place);
      place += 1;
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}

/** A format with a day or a year outside quoted words and colours. */
function isDateFormat(code: string): boolean {
  return /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ""));
}

const IGNORES: XmlHandler = { open: () => undefined, close: () => undefined, text: () => undefined };
