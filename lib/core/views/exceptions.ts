import type { Layer, Tier } from "../access/layer.ts";
import type { VerdictKey } from "../access/verdict-key.ts";
import type { MayView } from "./item.ts";
import type { IsoUtc } from "./time.ts";

/** Tabs of the exceptions, in the order shown. */
export const EXCEPTION_TABS = ["requested", "running", "expired", "refused"] as const;
export type ExceptionTab = (typeof EXCEPTION_TABS)[number];

export const EXCEPTION_TAB_WORD: Readonly<Record<ExceptionTab, string>> = {
  requested: "Requested",
  running: "Running",
  expired: "Expired",
  refused: "Refused",
};

export interface ExceptionTabView {
  readonly key: ExceptionTab;
  readonly count: number;
}

/** One exception, asked for and perhaps decided. */
export interface ExceptionRowView {
  readonly id: string;
  /** Version that a decision must name. */
  readonly version: number;
  /** Short reference of the leaver: `LV-2041`. */
  readonly leaverId: string;
  readonly personName: string;
  readonly itemId: string;
  readonly systemName: string;
  readonly tier: Tier;
  readonly layer: Layer;
  readonly label: string | null;
  readonly verdict: VerdictKey;
  /** What was asked; the words may have been erased. */
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAtIso: IsoUtc;
  readonly untilIso: IsoUtc;
  readonly zone: string;
  readonly decidedBy: string | null;
  readonly decidedAtIso: IsoUtc | null;
  readonly decide: MayView;
}

/** One page of one tab of the exceptions. */
export interface ExceptionListView {
  readonly tabs: readonly ExceptionTabView[];
  readonly tab: ExceptionTab;
  readonly rows: readonly ExceptionRowView[];
  /** The order in words. */
  readonly sortedBy: string;
  readonly asOfIso: IsoUtc;
  /** Keyset cursor of the next page; null on the last. */
  readonly nextCursor: string | null;
}
