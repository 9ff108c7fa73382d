import { VERDICT_WORD, type VerdictKey } from "../access/verdict-key.ts";
import type { SheetBlockView, SheetCellView, SheetFactView } from "../views/sheet.ts";

/** Control characters and marks that turn the direction of what follows. */
const CONTROLS = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/** Text as paper shows it: a character that hides or turns what stands after it is named by its number instead. */
export function shown(text: string): string {
  return text.replace(CONTROLS, (control) => codePoint(control));
}

/** `[U+202E]`. */
export function codePoint(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
}

export function plain(text: string): SheetCellView {
  return { text: shown(text), mark: null };
}

/** The verdict's mark with its word, and the time that the word carries. */
export function marked(verdict: VerdictKey, after: string): SheetCellView {
  return { text: after === "" ? VERDICT_WORD[verdict] : `${VERDICT_WORD[verdict]} ${after}`, mark: verdict };
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
