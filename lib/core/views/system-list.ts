import type { Tier } from "../access/layer.ts";
import type { OwnerView, SuggestedOwnerView } from "./owner.ts";
import type { IsoUtc } from "./time.ts";

/** One system of the inventory: who answers for it, and whether Closeout acts on it. */
export interface SystemRowView {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly tier: Tier;
  /** Version a command on this system must name. */
  readonly version: number;
  /** Name of the connector; null: done and seen by hand. */
  readonly connector: string | null;
  readonly owner: OwnerView | null;
  /** The owner has left: nobody answers for the system though one is named. */
  readonly ownerGone: boolean;
  readonly deputy: OwnerView | null;
  readonly deputyGone: boolean;
  readonly acting: boolean;
  readonly lastCheckIso: IsoUtc | null;
  /** What the last check came to; null before the first. */
  readonly lastCheckOk: boolean | null;
  readonly openSteps: number;
  /** Of these, without owner. */
  readonly openWithoutOwner: number;
}

export interface SystemListView {
  readonly rows: readonly SystemRowView[];
  readonly total: number;
  readonly withoutOwner: number;
  readonly acting: number;
  readonly sortedBy: string;
  readonly asOfIso: IsoUtc;
}

/** One system, with what may be done about it. */
export interface SystemView {
  readonly system: SystemRowView;
  readonly suggestedOwner: SuggestedOwnerView | null;
  readonly people: readonly OwnerView[];
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
