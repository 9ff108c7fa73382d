import type { Tier } from "../access/layer.ts";
import type { VerdictKey } from "../access/verdict-key.ts";

/** In whose hands a part of the way lies. */
export const LANES = ["hr", "iam", "saas"] as const;
export type Lane = (typeof LANES)[number];

export interface WayStepView {
  readonly lane: Lane;
  readonly title: string;
  readonly text: string;
  /** What it moves the case with, in words; empty when the case stays where it is. */
  readonly moves: readonly string[];
}

export interface LayerRuleView {
  readonly layer: string;
  /** Goal for an account of one person, and for one that several use. */
  readonly personal: string;
  readonly shared: string;
  /** The first milestone that waits for it. */
  readonly milestone: string;
}

export interface TierRuleView {
  readonly tier: Tier;
  readonly due: string;
  readonly custodyDue: string;
  /** The least independent look that counts. */
  readonly look: string;
}

export interface MoveView {
  readonly from: string;
  readonly by: string;
  readonly to: string;
}

/** The way of one leaver, as the rules in force have it. */
export interface WorkflowView {
  readonly steps: readonly WayStepView[];
  readonly layers: readonly LayerRuleView[];
  readonly tiers: readonly TierRuleView[];
  /** What must not stand when a case closes, in the order in which it is asked. */
  readonly checks: readonly string[];
  readonly moves: readonly MoveView[];
}

export interface EventKindView {
  readonly kind: string;
  /** Whether the intake takes it. */
  readonly taken: boolean;
  readonly effect: string;
}

export interface EventEffectView {
  /** What the engagement has when the event arrives. */
  readonly state: string;
  /** With the end that is known already, or an earlier one; and with a later one. */
  readonly sameEnd: string;
  readonly laterEnd: string;
}

/** What each event does. */
export interface EventMapView {
  readonly kinds: readonly EventKindView[];
  readonly effects: readonly EventEffectView[];
}

/** What one kind of ending access comes to under one question. */
export interface EndCellView {
  readonly text: string;
  /** The verdict that the rules give; null where the row is about words alone. */
  readonly verdict: VerdictKey | null;
  readonly because: string;
}

/** One question about deactivation, deletion and deprovisioning, in that order. */
export interface EndRowView {
  readonly question: string;
  readonly cells: readonly [EndCellView, EndCellView, EndCellView];
}

/** One request and its answer, as a real server gave it. */
export interface WalkExchangeView {
  readonly method: string;
  readonly path: string;
  readonly requestBody: string | null;
  readonly status: number;
  readonly body: string | null;
}

/** One step of the walk: what was asked and answered, and the verdict from then on. */
export interface WalkStepView {
  readonly title: string;
  readonly text: string;
  readonly kind: "look" | "act";
  readonly exchanges: readonly WalkExchangeView[];
  /** What the connector reported, in its own words. */
  readonly reported: string;
  readonly verdict: VerdictKey;
  readonly because: string;
}
