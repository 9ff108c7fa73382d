import type { TASK_STATES } from "../claim-row.ts";

/** What of a claim a column may hold. `person` is a mail or a key, whichever the tool writes. */
export const MAPPED_FIELDS = [
  "source",
  "externalId",
  "person",
  "personKey",
  "email",
  "system",
  "layer",
  "title",
  "state",
  "resolution",
  "statedAt",
  "zone",
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];

type TaskState = (typeof TASK_STATES)[number];

/** How the export of one tool reads as claims. */
export interface ClaimMapping {
  /** Name of the source where neither file nor caller gives one. */
  readonly source: string;
  readonly kind: "tool" | "ticket" | "import";
  /** Titles that a field goes by, letters and digits alone in lower case; the first that the file has is read. */
  readonly titles: Readonly<Partial<Record<MappedField, readonly string[]>>>;
  /** States by the tool's word for them, written as titles are. */
  readonly states: Readonly<Record<string, TaskState>>;
  /** Ways in which a task may end without having been carried out, whatever its state says. */
  readonly notDone?: readonly string[];
  /** Titles of tasks that take nothing away, written as titles are: they are counted and claim nothing. */
  readonly claimsNothing?: ReadonlySet<string>;
  /** The system meant where the export names none. */
  readonly system?: string;
}

/** A title or state as mappings write them. */
export function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
