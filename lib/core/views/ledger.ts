import type { Layer, Tier } from "../access/layer.ts";
import type { VerdictKey } from "../access/verdict-key.ts";
import type { DeadlineView, ExposureView } from "./exposure.ts";
import type { OwnerView, SuggestedOwnerView } from "./owner.ts";
import type { IsoUtc } from "./time.ts";

export interface CellItemView {
  /** Id to open the drawer with. */
  readonly id: string;
  readonly label: string;
  readonly verdict: VerdictKey;
}

/** One layer of one system. It shows the worst verdict and how many of its items have it. */
export interface CellView {
  readonly layer: Layer;
  readonly verdict: VerdictKey;
  /** Items in the cell; 0 when the layer has none. */
  readonly count: number;
  /** Items with the worst verdict. */
  readonly worstCount: number;
  /** Time the word carries (Expires by, Excepted until, Retained until). */
  readonly untilIso: IsoUtc | null;
  /** Worst first. */
  readonly items: readonly CellItemView[];
}

/** A fact on the time axis. A claim is never drawn like an observation. */
export interface MarkView {
  readonly kind: "claim" | "verified" | "attested" | "came_back";
  readonly atIso: IsoUtc;
  /** In words: "Okta workflow says removed". */
  readonly label: string;
}

/** One system of one leaver. */
export interface LedgerRowView {
  readonly systemId: string;
  /** Version a command on the system's ownership must name. */
  readonly systemVersion: number;
  readonly name: string;
  readonly tier: Tier;
  readonly owner: OwnerView | null;
  /** Only when `owner` is null. */
  readonly suggestedOwner: SuggestedOwnerView | null;
  /** Always eight, in the order of LAYERS. */
  readonly cells: readonly CellView[];
  readonly exposure: ExposureView;
  /** null when no item of the system has a deadline. */
  readonly deadline: DeadlineView | null;
  /** Oldest first. */
  readonly marks: readonly MarkView[];
  readonly lastLookIso: IsoUtc | null;
  /** Why the last look failed, in words; null when it did not. */
  readonly lookFailure: string | null;
}
