import { parse } from "csv-parse/sync";

const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** The delimiter a header line uses: the one that gives it most fields. */
export function delimiterOf(header: string): Delimiter {
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

/**
 * Fields of one record; null when its quotes do not close. Record by record on purpose: an open quote in one line of a
 * hundred thousand must not swallow those after it.
 */
export function readCsvLine(line: string, delimiter: Delimiter): readonly string[] | null {
  if (!line.includes('"')) return line.split(delimiter).map((field) => field.trim());
  try {
    const [record] = parse(line, { delimiter, trim: true, relax_column_count: true });
    return Array.isArray(record) && record.every((field): field is string => typeof field === "string") ? record : null;
  } catch {
    return null;
  }
}
