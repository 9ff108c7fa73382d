import type { OwnerView } from "./owner.ts";

/** Steps of one system that get the same owner for the same reason, or stay without one for the same reason. */
export interface AssignmentGroupView {
  readonly systemId: string;
  readonly systemName: string;
  readonly steps: number;
  /** null: these are skipped. */
  readonly owner: OwnerView | null;
  /** Nobody owns them now. */
  readonly without: boolean;
  /** Why this owner, or why none, in words. */
  readonly reason: string;
}

/** What an assignment would do, before it is done. */
export interface AssignmentPreviewView {
  /** Steps that match; what the command must be told was seen. */
  readonly matching: number;
  readonly assigned: number;
  readonly skipped: number;
  /** Those that get an owner first, most steps first. */
  readonly groups: readonly AssignmentGroupView[];
  /** People who may be chosen. */
  readonly people: readonly OwnerView[];
}
