import type { FoundLateCount } from "../candidates/found-late.ts";
import type { CandidatePlace, SightingChannel, UsedBy } from "../candidates/sighting.ts";
import type { IsoUtc } from "./time.ts";

/** One source that shows a candidate in use. */
export interface SeenInView {
  readonly channel: SightingChannel;
  readonly source: string;
  readonly seats: number | null;
  readonly costCentres: readonly string[];
  readonly scopes: readonly string[];
}

/** A system in use that the inventory does not name. */
export interface CandidateView {
  readonly id: string;
  /** Version a command on this candidate must name. */
  readonly version: number;
  readonly name: string;
  readonly domain: string | null;
  readonly place: Exclude<CandidatePlace, "listed">;
  readonly seenIn: readonly SeenInView[];
  readonly usedBy: UsedBy;
  readonly firstSeenIso: IsoUtc;
  readonly lastSeenIso: IsoUtc;
  /** A system whose name its domain points to; nobody has said that it is the same. */
  readonly maybe: { readonly id: string; readonly name: string } | null;
  /** Leavers whose case closed without it. */
  readonly closedWithout: readonly string[];
  /** Why it was said not to be ours, by whom and when; null: nobody said so. */
  readonly dismissed: { readonly reason: string; readonly by: string; readonly atIso: IsoUtc } | null;
  /** Leavers seen using it only since then. */
  readonly leaversSince: number;
}

/** Systems found only after a closure, with which. */
export interface FoundLateView extends FoundLateCount {
  readonly systems: readonly {
    readonly name: string;
    readonly slug: string | null;
    readonly leavers: readonly string[];
  }[];
}

export interface CandidateListView {
  /** Nobody listed them; those whose use by a leaver is known first, then the newest. */
  readonly open: readonly CandidateView[];
  readonly notOurs: readonly CandidateView[];
  readonly foundLate: FoundLateView;
  /** Systems by name, for "it is another name of". */
  readonly systems: readonly { readonly id: string; readonly name: string }[];
  /** May say that one is not ours, and take that back. */
  readonly mayDecide: boolean;
  readonly mayAdd: boolean;
  readonly mayRecord: boolean;
  readonly asOfIso: IsoUtc;
}
