/** A line that is not taken, as a person finds it in the file. */
export interface SightingsRefusal {
  readonly line: number;
  readonly column: string | null;
  readonly sentence: string;
}

/** How a sign-in log or statement is understood, before anything of it is taken. */
export interface SightingsFileView {
  readonly source: string;
  readonly rows: number;
  readonly titles: readonly string[];
  /** Title of the column, by what it means. */
  readonly mapping: Readonly<Record<string, string>>;
  /** Different applications or merchants in it. */
  readonly applications: number;
  /** Of these, systems of the inventory: nothing is kept of them. */
  readonly listed: number;
  /** What nobody listed, as the file writes it, most rows first. */
  readonly unlisted: readonly { readonly name: string; readonly rows: number; readonly people: number }[];
  readonly refused: number;
  readonly refusals: readonly SightingsRefusal[];
}

/** What a file came to. Every row is in exactly one of the counts. */
export interface SightingsTakenView {
  readonly rows: number;
  readonly kept: number;
  readonly listed: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly refusals: readonly SightingsRefusal[];
  /** Candidates that the kept rows are of. */
  readonly candidates: number;
}
