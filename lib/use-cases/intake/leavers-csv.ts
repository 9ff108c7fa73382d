import { createHash } from "node:crypto";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { type Delimiter, delimiterOf, readCsvLine } from "../_kit/csv-line.ts";

/** Fields of an event as columns name them: `person_key`, `Person Key` and `personKey` are one. */
const FIELDS = ["source", "eventId", "kind", "personKey", "engagementId", "effectiveAt", "zone", "notifiedAt"] as const;
type Field = (typeof FIELDS)[number];
const NEEDED: readonly Field[] = ["personKey", "effectiveAt"];

/** What a file's header line says, and what stands in for columns it lacks. */
export interface LeaversCsv {
  readonly delimiter: Delimiter;
  /** Field of each column; null for a column that is not ours. */
  readonly columns: readonly (Field | null)[];
  /** Column titles as written, by field, for error messages. */
  readonly titles: ReadonlyMap<string, string>;
  readonly source: string;
  readonly zone: string | undefined;
}

/** Reads the header line. Refuses a file without the columns that every leaver needs, or with one of them twice. */
export function readHeader(line: string, given: { source: string; zone: string | undefined }): Decision<LeaversCsv> {
  const text = line.replace(/^\uFEFF/, "");
  const delimiter = delimiterOf(text);
  const names = readCsvLine(text, delimiter) ?? [];
  const columns = names.map(fieldOf);
  const twice = columns.find((field, at) => field !== null && columns.indexOf(field) !== at);
  if (twice) return refused(wrongHeader(`The column ${twice} is there twice.`));
  const missing = NEEDED.filter((field) => !columns.includes(field));
  if (missing.length > 0) return refused(wrongHeader(`The file has no column ${missing.join(", ")}.`));
  const titles = new Map(
    columns.flatMap((field, at) => (field === null ? [] : [[field, names[at] ?? field] as const])),
  );
  return ok({ delimiter, columns, titles, ...given });
}

/** A line as the event it states, or why it cannot be read. */
export function readLeaverLine(line: string, csv: LeaversCsv): Decision<Readonly<Record<string, string>>> {
  const fields = readCsvLine(line, csv.delimiter);
  if (fields === null) return refused(broken("Its quotes do not close."));
  if (fields.length !== csv.columns.length) {
    return refused(broken(`It has ${fields.length} values for ${csv.columns.length} columns.`));
  }
  const row: Record<string, string> = { source: csv.source, ...(csv.zone === undefined ? {} : { zone: csv.zone }) };
  for (const [at, field] of csv.columns.entries()) {
    const value = fields[at] ?? "";
    if (field !== null && value !== "") row[field] = value;
  }
  // Without an id of the source's own, the same leaver and end is the same event: a file can be sent again.
  row["eventId"] ??= contentId(row);
  return ok(row);
}

const CONTENT_ID = "content-";

/** Digest of what the line states: the id is kept for good, and must not hold the person's key. */
export function contentId(row: Readonly<Record<string, string>>): string {
  const stated = [row["kind"] ?? "leaver", row["personKey"], row["effectiveAt"], row["zone"]].map((part) => part ?? "");
  return CONTENT_ID + createHash("sha256").update(JSON.stringify(stated)).digest("hex");
}

/** Whether the id was made from what the event states. Such a statement may be made again after another took its place. */
export function isContentId(eventId: string): boolean {
  return eventId.startsWith(CONTENT_ID);
}

function fieldOf(name: string): Field | null {
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  return FIELDS.find((field) => field.toLowerCase() === plain) ?? null;
}

function wrongHeader(what: string): DomainError {
  const sentence = `${what} Nothing was opened. Columns are personKey, effectiveAt, zone, and eventId, source, kind, engagementId, notifiedAt where you have them.`;
  return domainError("input_invalid", { path: "header", sentence });
}

function broken(what: string): DomainError {
  return domainError("input_invalid", {
    sentence: `${what} Nothing of this line was taken. Correct it and import the file again.`,
  });
}
