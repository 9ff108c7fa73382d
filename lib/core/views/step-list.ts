import type { Means, Tier } from "../access/layer.ts";
import type { VerdictKey } from "../access/verdict-key.ts";
import type { Counted } from "./counted.ts";
import type { DeadlineView, ExposureView } from "./exposure.ts";
import type { OwnerView, SuggestedOwnerView } from "./owner.ts";
import type { FilterToken, StepTab } from "./step-filter.ts";
import type { IsoUtc } from "./time.ts";

/** One open step: what is to be done, where, for which leaver, by whom and until when. */
export interface StepRowView {
  readonly id: string;
  readonly verdict: VerdictKey;
  /** What is to be done, in words: "Disable account". */
  readonly title: string;
  readonly systemName: string;
  readonly systemSlug: string;
  readonly tier: Tier;
  /** `LV-2041`. */
  readonly leaverId: string;
  /** Item the step is about; null while nothing was read yet. */
  readonly itemId: string | null;
  readonly owner: OwnerView | null;
  readonly suggestedOwner: SuggestedOwnerView | null;
  /** null when the step has none. */
  readonly deadline: DeadlineView | null;
  readonly exposure: ExposureView;
  /** Start of the last look; null before the first. */
  readonly lastCheckIso: IsoUtc | null;
  /** The last look could not tell. */
  readonly lastCheckFailed: boolean;
  /** How it is looked at. */
  readonly verifiedBy: Means;
}

/** How many steps stand in a view, counted up to 1,000. */
export interface StepTabView extends Counted {
  readonly key: StepTab;
}

/** One page of one view of the steps, by deadline. */
export interface StepListView {
  readonly tabs: readonly StepTabView[];
  readonly tab: StepTab;
  /** What was typed beside the view's own filter, as understood. */
  readonly tokens: readonly FilterToken[];
  /** What was typed and not understood: it filters nothing. */
  readonly unknown: readonly string[];
  readonly rows: readonly StepRowView[];
  /** Steps that match view and filter, on all pages. */
  readonly matching: Counted;
  /** All open steps the reader may see. */
  readonly total: Counted;
  readonly sortedBy: string;
  readonly asOfIso: IsoUtc;
  readonly nextCursor: string | null;
  /** The reader may give steps to somebody. */
  readonly mayAssign: boolean;
  readonly mayVerify: boolean;
}
