import type { Layer, Tier } from "../access/layer.ts";
import type { VerdictKey } from "../access/verdict-key.ts";
import type { IdentityId, ItemId, StepId, SystemId } from "../ids.ts";
import type { Instant } from "../instant.ts";
import type { CaseState } from "./case-state.ts";

/** One item as the gate sees it: its verdict derived from the facts just now, never read from a projection. */
export interface ClosureItem {
  readonly item: ItemId;
  readonly layer: Layer;
  readonly tier: Tier;
  readonly key: VerdictKey;
  readonly validUntil: Instant | null;
  /** Who answers for it; null = No owner. */
  readonly owner: IdentityId | null;
}

/** A step of the case that has not ended. */
export interface ClosureStep {
  readonly step: StepId;
  readonly kind: string;
  /** A worker holds it: a call may be in flight. */
  readonly leased: boolean;
}

/** Everything the gate asks. The case row is locked while these are read. */
export interface ClosureFacts {
  readonly state: CaseState;
  readonly effectiveAt: Instant;
  readonly inventoriedAt: Instant | null;
  /** Systems of the inventory that were not read to their end. */
  readonly systemsNotRead: readonly SystemId[];
  /** Systems of which a listing is held for a person. */
  readonly systemsHeld: readonly SystemId[];
  /** Systems whose connector signs in with a credential of the leaver. */
  readonly systemsOnCredential: readonly SystemId[];
  readonly items: readonly ClosureItem[];
  readonly steps: readonly ClosureStep[];
  /** Epoch the case was opened in, and the one that is current for the engagement. */
  readonly epoch: number;
  readonly currentEpoch: number;
  readonly now: Instant;
}
