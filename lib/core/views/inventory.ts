import type { Layer, LayerExists, Means } from "../access/layer.ts";
import type { CredentialStanding } from "../ownership/credential-owner.ts";
import type { OwnerView } from "./owner.ts";
import type { SystemRowView } from "./system-list.ts";
import type { IsoUtc } from "./time.ts";

/** Tabs of the inventory, in the order shown. */
export const SYSTEM_TABS = ["used", "all", "no_owner", "skipped"] as const;
export type SystemTab = (typeof SYSTEM_TABS)[number];

export const SYSTEM_TAB_WORD: Readonly<Record<SystemTab, string>> = {
  used: "Used by leavers",
  all: "All",
  no_owner: "No owner",
  skipped: "Skipped by automation",
};

/** Systems on one page of the screen: each has eight cells. */
export const SYSTEMS_A_PAGE = 100;

export interface SystemTabView {
  readonly key: SystemTab;
  readonly count: number;
}

/** How one layer can be acted on and observed. */
export interface LayerCoverageView {
  readonly layer: Layer;
  readonly exists: LayerExists;
  readonly act: Means;
  readonly observe: Means;
  readonly blind: boolean;
  /** End of the statement that it does not exist; null where there is none, or no end. */
  readonly existsUntilIso: IsoUtc | null;
  /** Why it is so, in a sentence; null where there is nothing to add. */
  readonly because: string | null;
}

export interface LastLookView {
  /** null: never. */
  readonly atIso: IsoUtc | null;
  /** Only people look. */
  readonly byHand: boolean;
  /** Never, or longer ago than the system's tier allows. */
  readonly isOverdue: boolean;
}

/** Whose credential the connector signs in with. */
export interface CredentialOwnerView {
  readonly owner: OwnerView;
  readonly standing: CredentialStanding;
  /** Their leaving that is under way: `LV-2041`. */
  readonly leaverId: string | null;
  readonly leavesAtIso: IsoUtc | null;
}

/** One system of the inventory with its coverage. */
export interface InventoryRowView extends SystemRowView {
  /** Always the eight, in order. */
  readonly coverage: readonly LayerCoverageView[];
  readonly lastLook: LastLookView;
  /** Automation that speaks of other systems and never of this one. */
  readonly skippedBy: readonly string[];
  readonly credentialOwner: CredentialOwnerView | null;
  /** Leavers under way who have, or may have, access here. */
  readonly leavers: number;
}

/** The inventory, one tab of it. Counts are of all systems that were read. */
export interface SystemListView {
  readonly tabs: readonly SystemTabView[];
  readonly tab: SystemTab;
  readonly rows: readonly InventoryRowView[];
  readonly total: number;
  readonly withoutOwner: number;
  readonly skipped: number;
  /** Layers of the rows shown that exist, or may, and that nothing would show. */
  readonly blindLayers: number;
  readonly acting: number;
  /** Automation whose claims were brought in and name a system known here. */
  readonly tools: readonly string[];
  readonly maySwitch: boolean;
  readonly sortedBy: string;
  readonly asOfIso: IsoUtc;
  /** Where the next page begins; null on the last. */
  readonly nextCursor: string | null;
}
