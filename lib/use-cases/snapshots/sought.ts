import type { StagedSubject } from "#db/queries/snapshots/stage-rows.ts";
import type { HeldKeys } from "#lib/core/snapshot/could-match.ts";

/** A leaver to be looked for in a list, with their keys. */
export interface Sought extends Omit<StagedSubject, "couldMatch">, HeldKeys {
  readonly personKey: string;
}
