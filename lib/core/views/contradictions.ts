import type { ClaimStanding } from "../access/claim-standing.ts";
import type { Layer, Tier } from "../access/layer.ts";
import type { Presence } from "../access/observation.ts";
import type { VerdictKey } from "../access/verdict-key.ts";
import type { DurationMicros } from "../instant.ts";
import type { IsoUtc } from "./time.ts";

/** Tabs of the report: where claims stand, and what is matched to no item yet. */
export const CLAIM_TABS = ["contradicted", "cannot_check", "awaiting_look", "confirmed", "not_matched"] as const;
export type ClaimTab = (typeof CLAIM_TABS)[number];

/** Claims of removal by where they stand; each tool and item counted once, after freshness. */
export interface StandingCounts extends Readonly<Record<ClaimStanding, number>> {
  /** The denominator. */
  readonly total: number;
}

export interface ToolCountsView extends StandingCounts {
  readonly tool: string;
}

export interface SystemCountsView extends StandingCounts {
  readonly systemId: string;
  readonly name: string;
}

/** A claim and what was seen after it, side by side. */
export interface ClaimRowView {
  readonly leaverId: string;
  readonly itemId: string;
  readonly tool: string;
  /** The tool's own id of the task; null when a person claimed in Closeout, or it was erased. */
  readonly externalId: string | null;
  readonly title: string | null;
  /** When the claim reached us; metrics go by it. */
  readonly claimedAtIso: IsoUtc;
  /** When the tool says it was done; null when it does not say. */
  readonly statedAtIso: IsoUtc | null;
  /** Zone of the leaver's effective end; times are shown in it. */
  readonly zone: string;
  readonly systemName: string;
  readonly tier: Tier;
  readonly layer: Layer;
  /** Name of the access; null where a whole layer is meant, or it was erased. */
  readonly label: string | null;
  readonly accountLabel: string | null;
  readonly standing: ClaimStanding;
  readonly because: string;
  /** Confirmed first, then seen usable again. */
  readonly cameBack: boolean;
  /** Verdict of the item now, which later acts may have changed. */
  readonly verdict: VerdictKey;
  readonly seenAtIso: IsoUtc | null;
  readonly presence: Presence | null;
  /** From the claim to the look that says so; null without one. */
  readonly apartMicros: DurationMicros | null;
}

/** What a tool said that is about no item yet. */
export interface WaitingClaimView {
  readonly id: string;
  readonly tool: string;
  readonly externalId: string;
  readonly title: string | null;
  readonly systemName: string;
  /** Key or mail as the tool names the person. */
  readonly person: string;
  readonly receivedAtIso: IsoUtc;
  readonly because: string;
}

/** A period in whole days, e.g. `2025-11-01`. */
export interface ClaimPeriodView {
  readonly from: string | null;
  readonly to: string | null;
}

/** Items behind contradicted claims, each once, however many tools claimed it. */
export interface ContradictedItemsView {
  readonly all: number;
  /** Of those, how many something is left to do for, in a case that is under way. */
  readonly open: number;
}

/** The report: "of 412 tasks marked completed, 31 contradicted, 96 cannot be checked". */
export interface ContradictionsView {
  readonly tab: ClaimTab;
  /** Filters in force; null = all. */
  readonly tool: string | null;
  readonly system: SystemCountsView | null;
  /** Days in UTC between which the tasks counted lie, both within; null = open. Everything here is of these alone. */
  readonly period: ClaimPeriodView;
  readonly counts: StandingCounts;
  /** The same under the filters; what the tabs show. */
  readonly filtered: StandingCounts;
  /** Of the contradicted, how many were confirmed first and came back. */
  readonly cameBack: number;
  readonly leavers: number;
  /** Tasks of tools that match no item yet. They are in no other count. */
  readonly notMatched: number;
  /** Items behind the contradicted claims under the filters; null to who may give them no owner. */
  readonly contradictedItems: ContradictedItemsView | null;
  /** First and last task counted, by the time its tool states, else by when it reached us. */
  readonly firstClaimIso: IsoUtc | null;
  readonly lastClaimIso: IsoUtc | null;
  /** Most contradicted first. */
  readonly byTool: readonly ToolCountsView[];
  readonly bySystem: readonly SystemCountsView[];
  readonly rows: readonly ClaimRowView[];
  readonly waiting: readonly WaitingClaimView[];
  readonly sortedBy: string;
  /** Database clock when this was read. */
  readonly asOfIso: IsoUtc;
  readonly nextCursor: string | null;
}
