import type { Layer } from "../access/layer.ts";
import type { InventoryRowView } from "./inventory.ts";
import type { OwnerView, SuggestedOwnerView } from "./owner.ts";
import type { EventTimeView, IsoUtc } from "./time.ts";

/** Open items of one layer that automation leaves to people, and why. */
export interface LeftToPeopleView {
  readonly layer: Layer;
  readonly because: string;
  readonly items: number;
}

/** A leaver under way with access here, or of whom nobody knows. */
export interface SystemLeaverView {
  /** `LV-2041`. */
  readonly leaverId: string;
  readonly personName: string;
  readonly effectiveEnd: EventTimeView;
  /** Items here that are not over, of all. */
  readonly open: number;
  readonly total: number;
}

/** One system, with what may be done about it. */
export interface SystemView {
  readonly system: InventoryRowView;
  /** What the last check found, in sentences for whoever connects the system. */
  readonly checkFindings: readonly string[];
  readonly suggestedOwner: SuggestedOwnerView | null;
  readonly people: readonly OwnerView[];
  readonly leftToPeople: readonly LeftToPeopleView[];
  /** Automation whose claims were brought in and name a system known here. */
  readonly tools: readonly string[];
  /** By their end, first to come first; at most 50 of `system.leavers`. */
  readonly leavers: readonly SystemLeaverView[];
  readonly mayAssign: boolean;
  /** May make a link by which the owner answers. */
  readonly mayLink: boolean;
  /** May supply a list of it. */
  readonly maySupply: boolean;
  /** May release a list that is held. */
  readonly mayRelease: boolean;
  readonly maySwitch: boolean;
  readonly asOfIso: IsoUtc;
}
