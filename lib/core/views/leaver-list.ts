import type { VerdictKey } from "../access/verdict-key.ts";
import type { DeadlineView, ExposureView } from "./exposure.ts";
import type { LeaverStatus, LeaverTab } from "./leaver-status.ts";
import type { EventTimeView, IsoUtc } from "./time.ts";

/** One system of one leaver: its worst verdict. */
export interface SystemMarkView {
  readonly systemId: string;
  readonly name: string;
  readonly worst: VerdictKey;
}

export interface LeaverRowView {
  /** Short permanent reference, as in URLs: `LV-2041`. */
  readonly id: string;
  readonly personName: string;
  readonly effectiveEnd: EventTimeView;
  readonly exposure: ExposureView;
  /** Worst first; at most 24, the rest is in `systemsTotal`. */
  readonly systems: readonly SystemMarkView[];
  readonly systemsTotal: number;
  readonly verified: number;
  /** Items in the denominator. */
  readonly total: number;
  /** Items observed usable: Still present and Came back. */
  readonly stillPresent: number;
  /** Open steps nobody owns. */
  readonly noOwner: number;
  readonly nextDeadline: DeadlineView | null;
  readonly source: string;
  readonly status: LeaverStatus;
}

export interface LeaverTabView {
  readonly key: LeaverTab;
  readonly count: number;
}

/** The list of leavers: one page of one tab. */
export interface LeaverListView {
  readonly tabs: readonly LeaverTabView[];
  readonly tab: LeaverTab;
  readonly rows: readonly LeaverRowView[];
  /** All leavers the reader may see, whatever the tab. */
  readonly total: number;
  /** The order in words: "worst verdict, then exposure". */
  readonly sortedBy: string;
  /** Database clock when this was read. */
  readonly asOfIso: IsoUtc;
  /** Keyset cursor of the next page; null on the last. */
  readonly nextCursor: string | null;
}
