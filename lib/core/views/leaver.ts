import type { Layer } from "../access/layer.ts";
import type { VerdictKey } from "../access/verdict-key.ts";
import type { DeadlineView } from "./exposure.ts";
import type { HeadlineView } from "./headline.ts";
import type { LeaverStatus } from "./leaver-status.ts";
import type { LedgerRowView } from "./ledger.ts";
import type { OwnerView, SuggestedOwnerView } from "./owner.ts";
import type { EventTimeView, IsoUtc } from "./time.ts";

export interface LeaverHeaderView {
  /** Short permanent reference: `LV-2041`. */
  readonly id: string;
  /** The case's UUID: what tags and the live channel name. */
  readonly caseId: string;
  /** Version a command on this leaver must name. */
  readonly version: number;
  readonly personName: string;
  readonly status: LeaverStatus;
  readonly effectiveEnd: EventTimeView;
  /** When the source told us (Tn). */
  readonly notifiedAtIso: IsoUtc;
  readonly source: string;
  readonly sourceEventId: string;
  /** The policy in words: "Tier 0: 4 h · 1–2: 24 h · 3: 72 h · custody: 7 d". */
  readonly policyText: string;
  /** Start of the oldest of the latest looks at every system; null before the first look. */
  readonly lastFullCheckIso: IsoUtc | null;
}

export type MilestoneKey = "effective_end" | "contained" | "access_ended" | "closed";

export interface MilestoneView {
  readonly key: MilestoneKey;
  readonly state: "reached" | "open";
  readonly reachedAtIso: IsoUtc | null;
  /** Items that hold it open; 0 when reached. */
  readonly left: number;
  /** null for the effective end. */
  readonly deadline: DeadlineView | null;
}

/** What is counted as trouble, worst first: a verdict, or a reason to worry that is none. */
export type TroubleKey = VerdictKey | "no_owner" | "waiting_for_check" | "acting_now";

export interface TroubleView {
  readonly key: TroubleKey;
  readonly count: number;
}

/** One item that keeps the leaver from closing. */
export interface BlockerView {
  readonly itemId: string;
  readonly systemName: string;
  readonly layer: Layer;
  readonly label: string;
  readonly verdict: VerdictKey;
  /** Why it blocks and what would lift it, in words. */
  readonly why: string;
}

export type StepState = "waiting" | "acting" | "claimed" | "observing" | "held" | "ended";

export interface StepView {
  readonly id: string;
  readonly version: number;
  readonly itemId: string;
  readonly systemId: string;
  /** "Disable account · GitHub Enterprise". */
  readonly title: string;
  readonly state: StepState;
  readonly owner: OwnerView | null;
  readonly suggestedOwner: SuggestedOwnerView | null;
  readonly deadline: DeadlineView | null;
}

export interface ActivityView {
  readonly atIso: IsoUtc;
  /** Accountable human, or the connector's name. */
  readonly actor: string;
  readonly sentence: string;
}

/** What the reader may do here; decided by the server, a hidden control is not a protection. */
export interface LeaverActionsView {
  readonly dispatch: boolean;
  readonly verify: boolean;
  readonly assign: boolean;
  readonly export: boolean;
}

/** One leaver with the exposure ledger. */
export interface LeaverView {
  readonly header: LeaverHeaderView;
  readonly headline: HeadlineView;
  /** Always the four, in order. */
  readonly milestones: readonly MilestoneView[];
  readonly troubles: readonly TroubleView[];
  readonly rows: readonly LedgerRowView[];
  readonly sortedBy: string;
  readonly blockers: readonly BlockerView[];
  /** What keeps the case as a whole from closing, in sentences; empty once it has ended. */
  readonly holds: readonly string[];
  /** Systems that came into the inventory only after the case had closed: what it proved then, it proved without them. */
  readonly foundLate: readonly string[];
  readonly steps: readonly StepView[];
  /** Newest first, at most 50. */
  readonly activity: readonly ActivityView[];
  /** People who can be given a system or a step, by name. */
  readonly ownerChoices: readonly OwnerView[];
  readonly actions: LeaverActionsView;
  /** Database clock when this was read. */
  readonly asOfIso: IsoUtc;
}
