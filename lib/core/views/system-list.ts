import type { Tier } from "../access/layer.ts";
import type { OwnerView } from "./owner.ts";
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
