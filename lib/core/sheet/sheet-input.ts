import type { Layer, Tier } from "../access/layer.ts";
import type { VerdictKey } from "../access/verdict-key.ts";
import type { ClaimView, ObservationView } from "../views/item.ts";
import type { LeaverView } from "../views/leaver.ts";
import type { IsoUtc } from "../views/time.ts";

/** Offset that the event's zone has at an instant: `+05:30`. The core does no zone arithmetic of its own. */
export type OffsetAt = (iso: IsoUtc) => string;

/** The last look at an item, and what became of what it stands on. */
export interface SheetLook {
  readonly seen: ObservationView;
  /** After this moment the look is too old to close on. */
  readonly staleAtIso: IsoUtc;
  /** Raw request and answer: kept, deleted since, or never kept (a person's statement). */
  readonly raw: "kept" | "deleted" | "none";
}

/** A statement of a person that stands beside claims and looks: an attestation, an exception, a hold. */
export interface SheetStatement {
  readonly kind: "attestation" | "exception" | "hold";
  readonly atIso: IsoUtc;
  readonly untilIso: IsoUtc | null;
  readonly by: string;
  /** What was seen, the reason, or the authority. */
  readonly says: string;
  /** SHA-256 of the artefact; null where there is none. */
  readonly artefact: string | null;
}

export interface SheetItem {
  readonly systemName: string;
  readonly tier: Tier;
  readonly layer: Layer;
  readonly label: string;
  readonly verdict: VerdictKey;
  readonly because: string;
  readonly untilIso: IsoUtc | null;
  /** Oldest first. */
  readonly claims: readonly ClaimView[];
  /** When claims were made whose raw request and answer were deleted since. */
  readonly claimsRawDeleted: readonly IsoUtc[];
  readonly looks: number;
  /** Looks that failed, or were not complete: they settled nothing. */
  readonly looksUnsettled: number;
  readonly last: SheetLook | null;
  readonly statements: readonly SheetStatement[];
}

/** Everything the sheet prints, as facts. */
export interface SheetInput {
  readonly leaver: LeaverView;
  /** null where the source states no time of its own. */
  readonly notifiedAtIso: IsoUtc | null;
  readonly openedAtIso: IsoUtc;
  readonly personErased: boolean;
  /** In the order of the systems, worst first within each. */
  readonly items: readonly SheetItem[];
  /** The case's chain in the ledger: how many entries, and the leaf hash of the last. */
  readonly entries: number;
  readonly lastLeaf: string | null;
  /** Signed checkpoint that covers the entries; null while nobody signs the ledger. */
  readonly checkpoint: string | null;
  /** Who prints, by name and role. */
  readonly printedBy: string;
  /** The database is a demo: no real person is meant. */
  readonly demo: boolean;
  readonly offsetAt: OffsetAt;
}
