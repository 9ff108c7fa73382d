import type { EventTimeView } from "./time.ts";

/** A line that is not taken, as a person finds it in the file. */
export interface PeopleFileRefusal {
  readonly line: number;
  /** The column's title as the file writes it; null when the whole line is at fault. */
  readonly column: string | null;
  readonly sentence: string;
}

/** One row as it is understood. */
export interface PeopleFileRow {
  readonly line: number;
  readonly personKey: string;
  readonly name: string;
  /** The name that is recorded, where the file writes another; null: the same, or nobody who is known. */
  readonly recordedName: string | null;
  readonly email: string | null;
  /** The mail is nobody's yet and is added to those of somebody known. */
  readonly emailAdded: boolean;
  /** The end as the file writes it. */
  readonly endText: string;
  readonly end: EventTimeView;
  readonly kind: string;
  /** The end lies ahead. */
  readonly scheduled: boolean;
}

/** A file of people as it was read, before anything of it is taken. */
export interface PeopleFileView {
  /** Name under which its events are kept. */
  readonly source: string;
  readonly titles: readonly string[];
  /** Titles of the columns that are read, by what they mean. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly key: "person_key" | "email";
  readonly rows: number;
  /** People whose end is stated and can be read. */
  readonly leaving: number;
  /** Of these, with an end that lies ahead. */
  readonly scheduled: number;
  /** Rows without an end: nothing is recorded of them. */
  readonly staying: number;
  /** Of those who leave, known already: kept as recorded. */
  readonly known: number;
  /** Of the known, with a mail that is added to theirs. */
  readonly emailsAdded: number;
  /** Of the known, recorded under a name that is clearly another; they stand first in `firstRows`. */
  readonly otherNames: number;
  readonly refused: number;
  /** The first of them. */
  readonly refusals: readonly PeopleFileRefusal[];
  readonly firstRows: readonly PeopleFileRow[];
  /** Leavers an hour that a source may open without a second person; null: the file asks for no more. */
  readonly heldAbove: number | null;
}

/** What came of taking a file of people in. */
export interface PeopleTakenView {
  readonly source: string;
  readonly rows: number;
  /** People who were not known before. */
  readonly recorded: number;
  /** Mails that were added to people known before. */
  readonly emailsAdded: number;
  readonly accepted: number;
  readonly duplicates: number;
  /** Of the accepted, waiting for a second person. */
  readonly held: number;
  readonly staying: number;
  readonly refused: number;
  readonly refusals: readonly PeopleFileRefusal[];
}
