import { VERDICT_WORD, type VerdictKey } from "../access/verdict-key.ts";
import type { SheetBlockView, SheetCellView, SheetFactView } from "../views/sheet.ts";

/** Control characters and marks that turn the direction of what follows. */
const CONTROLS = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/** Text as paper shows it: a character that hides or turns what stands after it is named by its number instead. */
export function shown(text: string): string {
  return text.replace(CONTROLS, codePoints);
}

/** Characters by their Unicode numbers: `[U+202E]`, `[U+0645 U+062D]`. */
export function codePoints(text: string): string {
  const numbers = Array.from(
    text,
    (one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
  return `[${numbers.join(" ")}]`;
}

export function lined(lines: readonly string[], none: string): SheetCellView {
  return { lines: lines.length === 0 ? [none] : lines.map(shown), mark: null };
}

export function plain(text: string): SheetCellView {
  return { lines: [shown(text)], mark: null };
}

/** The verdict's mark with its word and the time that the word carries, and what stands below. */
export function marked(verdict: VerdictKey, until: string, ...below: readonly string[]): SheetCellView {
  const word = until === "" ? VERDICT_WORD[verdict] : `${VERDICT_WORD[verdict]} ${until}`;
  return { lines: [word, ...below], mark: verdict };
}

export function fact(name: string, value: string, digest = false): SheetFactView {
  return { name, value: shown(value), digest };
}

/** A table of heads with their shares of the width, and rows of cells. */
export function table(
  title: string,
  heads: readonly (readonly [head: string, share: number])[],
  rows: readonly { readonly cells: readonly SheetCellView[]; readonly under?: string | null }[],
): SheetBlockView {
  return {
    kind: "table",
    title,
    columns: heads.map(([head, share]) => ({ head, share })),
    rows: rows.map(({ cells, under }) => ({ cells, under: under ?? null })),
  };
}

/** `2 items`, `1 item`. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
