import type { ExposureView } from "./exposure.ts";
import type { CellView } from "./ledger.ts";
import type { OwnerView, SuggestedOwnerView } from "./owner.ts";
import type { EventTimeView, IsoUtc } from "./time.ts";

/** One person who left, as lists of one system show them. */
export interface FoundPersonView {
  /** Short number: `LV-2041`. */
  readonly id: string;
  readonly caseId: string;
  readonly personName: string;
  readonly effectiveEnd: EventTimeView;
  /** Always eight, in the order of LAYERS. */
  readonly cells: readonly CellView[];
  readonly exposure: ExposureView;
  /** What was seen of the account: `nothing` that it is not there, `unread` that no list has been asked yet. */
  readonly account: "usable" | "disabled" | "unclear" | "gone" | "nothing" | "unread";
  /** Roles and groups as the list names them; at most a few. */
  readonly holds: readonly string[];
  readonly lastUsedIso: IsoUtc | null;
}

/** A list that was believed. */
export interface FoundListView {
  readonly kind: string;
  /** What the application was asked for, as stated. */
  readonly query: string;
  readonly extractor: string;
  readonly rows: number;
  readonly complete: boolean;
  readonly extractedAtIso: IsoUtc;
  readonly zone: string;
}

/** What was found in one system of everybody who left. */
export interface FoundView {
  readonly system: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly version: number;
    readonly owner: OwnerView | null;
  };
  readonly suggestedOwner: SuggestedOwnerView | null;
  /** People whose effective end has passed, and who were not cancelled. */
  readonly left: number;
  /** Of these, whose account was seen usable, and not gone since. */
  readonly usable: number;
  /** Of these, of whom nobody can tell. */
  readonly unclear: number;
  /** From effective end to the last look that saw it usable, the longest; microseconds. */
  readonly longestMicros: number;
  /** People whose effective end lies ahead. */
  readonly ahead: number;
  /** Worst first, at most twenty. */
  readonly people: readonly FoundPersonView[];
  /** Latest of each kind. */
  readonly lists: readonly FoundListView[];
  /** Where those who left were read from. */
  readonly sources: readonly { readonly source: string; readonly people: number }[];
  readonly asOfIso: IsoUtc;
}
