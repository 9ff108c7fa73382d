import { ObjectSplitter } from "./json-objects.ts";
import { FileRefused } from "./refuse-file.ts";
import { type FileEnd, type FileFormat, newFileEnd, type Row, type Rows, type Table } from "./table.ts";

/** Objects whose names make up the titles: applications leave out what is empty. */
const TITLES_FROM = 50;
/** Names under which answers of applications hold their list: SCIM, Graph and others. */
const WRAPPED =
  /^\s*\{(?:[^{}[\]]|\[[^[\]{}]*\])*"(?:resources|users|value|items|data|results|members|records|entries)"\s*:\s*\[/i;
/** An answer that names the page after it is one page of a list. */
const MORE_PAGES = /"(?:@odata\.nextLink|nextLink|nextPageToken|next_page_token|next_cursor)"\s*:\s*"[^"]+"/;
const TOTAL = /"(?:totalResults|@odata\.count)"\s*:\s*(\d{1,9})\b/;

/** Opens an array of objects, an answer that holds one, or a line for each object. @throws FileRefused when it is none */
export async function openJson(texts: AsyncIterator<string>, head: string, format: FileFormat): Promise<Table | null> {
  const text = head.replace(/^\uFEFF/, "").trimStart();
  const wrapped = WRAPPED.exec(text);
  const isList = text.startsWith("[");
  const type = isList || wrapped !== null ? "json" : "ndjson";
  const end = newFileEnd();
  const begin = isList ? text.slice(1) : wrapped === null ? text : text.slice(wrapped[0].length);
  readAround(wrapped?.[0] ?? "", end);
  const objects = objectsOf(texts, begin, { end, ends: type === "json" });
  const first: (Values | null)[] = [];
  for (;;) {
    const next = await objects.next();
    if (next.done === true) break;
    first.push(...next.value);
    if (first.length >= TITLES_FROM) break;
  }
  if (first.length === 0) return null;
  const titles = [...new Set(first.flatMap((values) => (values === null ? [] : [...values.keys()])))];
  if (titles.length === 0) throw new FileRefused("snapshot_unreadable");
  return { format: { ...format, type }, titles, batches: batchesOf(first, objects, titles), end };
}

type Values = ReadonlyMap<string, string>;

async function* batchesOf(
  first: readonly (Values | null)[],
  rest: AsyncGenerator<readonly (Values | null)[]>,
  titles: readonly string[],
): AsyncGenerator<Rows> {
  let place = 0;
  const rows = (some: readonly (Values | null)[]): Rows => {
    const lines = some.map((_, at) => place + at + 1);
    place += some.length;
    return { lines, rows: some.map((values): Row => values && titles.map((title) => values.get(title) ?? "")) };
  };
  yield rows(first);
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return;
    yield rows(next.value);
  }
}

interface Ending {
  readonly end: FileEnd;
  /** The list has an end of its own; without it the file was cut off. */
  readonly ends: boolean;
}

async function* objectsOf(
  texts: AsyncIterator<string>,
  begin: string,
  { end, ends }: Ending,
): AsyncGenerator<readonly (Values | null)[]> {
  const splitter = new ObjectSplitter();
  let part: string | null = begin;
  let last = begin;
  while (part !== null) {
    yield splitter.push(part).map(valuesOf);
    if (splitter.tooLong) throw new FileRefused("snapshot_unreadable");
    const next: IteratorResult<string> = await texts.next();
    part = next.done === true ? null : next.value;
    // What stands after the list says whether it is all: an answer's last words are enough.
    if (part !== null) last = (last + part).slice(-4096);
  }
  end.truncated = splitter.isOpen || (ends && !splitter.closed);
  if (ends) readAround(last.slice(last.lastIndexOf("]") + 1), end);
}

/** What an answer says beside its list: how many there are in all, and that more pages follow. */
function readAround(text: string, end: FileEnd): void {
  const total = TOTAL.exec(text)?.[1];
  if (total !== undefined) end.stated = Number(total);
  if (MORE_PAGES.test(text)) end.morePages = true;
}

function valuesOf(text: string): Values | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const values = new Map<string, string>();
    if (typeof parsed === "object" && parsed !== null) flatten(values, "", parsed, 0);
    return values;
  } catch {
    return null;
  }
}

const DEPTH_MAX = 4;

/** Names within names are joined by points: name.formatted. */
function flatten(values: Map<string, string>, prefix: string, value: object, depth: number): void {
  for (const [name, inner] of Object.entries(value)) {
    const title = prefix === "" ? name : `${prefix}.${name}`;
    if (Array.isArray(inner))
      values.set(
        title,
        inner
          .map(elementText)
          .filter((text) => text !== "")
          .join(";"),
      );
    else if (typeof inner !== "object" || inner === null) values.set(title, plainText(inner));
    else if (depth < DEPTH_MAX) flatten(values, title, inner, depth + 1);
  }
}

/** An element of a list: itself, or the value that it carries as SCIM writes them. */
function elementText(element: unknown): string {
  if (typeof element !== "object" || element === null) return plainText(element);
  const { value, display, name } = element as {
    readonly value?: unknown;
    readonly display?: unknown;
    readonly name?: unknown;
  };
  return plainText(value ?? display ?? name);
}

function plainText(value: unknown): string {
  return typeof value === "string"
    ? value
    : typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : "";
}
