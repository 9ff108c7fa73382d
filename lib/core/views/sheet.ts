import type { VerdictKey } from "../access/verdict-key.ts";
import type { IsoUtc } from "./time.ts";

/** One cell of a table on paper. A mark never stands without its word beside it. */
export interface SheetCellView {
  /** One below the other; the mark stands before the first. */
  readonly lines: readonly string[];
  readonly mark: VerdictKey | null;
}

export interface SheetColumnView {
  readonly head: string;
  /** Whole percent of the paper's width; those of a table add up to 100. */
  readonly share: number;
}

export interface SheetRowView {
  readonly cells: readonly SheetCellView[];
  /** Below the cells, over the whole width: a digest in full. */
  readonly under: string | null;
}

/** A part of the sheet, already in words: page and PDF print the very same. */
export type SheetBlockView =
  | { readonly kind: "facts"; readonly title: string; readonly facts: readonly SheetFactView[] }
  | { readonly kind: "result"; readonly strong: string; readonly text: string }
  | { readonly kind: "lines"; readonly title: string; readonly lines: readonly string[] }
  | {
      readonly kind: "table";
      readonly title: string;
      readonly columns: readonly SheetColumnView[];
      readonly rows: readonly SheetRowView[];
    };

export interface SheetFactView {
  readonly name: string;
  readonly value: string;
  /** A digest: set in the typeface of ids. */
  readonly digest: boolean;
}

/** What is printed, without the digest that is made of it. */
export interface SheetContent {
  /** Short number of the leaver: `LV-2041`. */
  readonly id: string;
  readonly title: string;
  /** Name of the person, apart from the title: a name may run from right to left. */
  readonly person: string;
  /** On every page, above. */
  readonly head: string;
  readonly blocks: readonly SheetBlockView[];
  /** On every page, below; the number of the page and the digest stand beside it. */
  readonly foot: string;
  /** Database clock when the facts were read. */
  readonly asOfIso: IsoUtc;
}

/** The evidence sheet of one leaver. */
export interface SheetView {
  readonly content: SheetContent;
  /** SHA-256 of the canonical JSON of `content`, hex. */
  readonly digest: string;
}
