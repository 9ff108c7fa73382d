import type { ReadingRefusal } from "../intake/reading-refusals.ts";
import type { IsoUtc } from "./time.ts";

/** What is read of a connected system's own records, and when it was last. */
export interface ReadingView {
  readonly systemId: string;
  readonly systemName: string;
  /** `claims`: what its log says was carried out. `use`: which other systems it shows in use. */
  readonly reading: "claims" | "use";
  /** Name of the source that its rows have. */
  readonly source: string;
  readonly enabled: boolean;
  /** End of the last read that came to its end; null before the first. */
  readonly readIso: IsoUtc | null;
  /** Why the last read did not come to its end; null: it did, or there was none. */
  readonly failure: string | null;
  /** Rows taken in all. */
  readonly rows: number;
  /** Entries that were read and not taken since the reading last began anew. */
  readonly refused: number;
  /** The most frequent reasons, by closed code; they name nobody. */
  readonly refusals: readonly (ReadingRefusal & { readonly words: string })[];
}

export interface ReadingListView {
  readonly readings: readonly ReadingView[];
  readonly maySwitch: boolean;
  readonly asOfIso: IsoUtc;
}
