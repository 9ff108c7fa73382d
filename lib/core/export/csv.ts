/**
 * First characters by which spreadsheets take a value for a formula. A value is text of others: a tool's task titled
 * `=HYPERLINK(…)` must not act in the sheet of whoever opens the export.
 */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const NEEDS_QUOTES = /[",\r\n']|^\s|\s$/;

/** A value of an export: text is neutralised, a number is our own. */
export type CsvValue = string | number | null;

/** One value as it stands in the file. Text that would act as a formula gets an apostrophe before it. */
export function csvCell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A file of RFC 4180: a header, a line for each row, CRLF at the end of each. Columns of times end in `_utc`. */
export function csvText(columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
