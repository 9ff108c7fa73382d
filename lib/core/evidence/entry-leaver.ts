import type { CaseId, EngagementId, IdentityId, ItemId, StepId, SystemId } from "../ids.ts";
import type { Instant } from "../instant.ts";

/** A personal value's digest, see `commit`. */
export type Digest = string;

/** Data of entries about a case, its items and its steps. Ids, instants, codes, counts and digests only. */
export interface LeaverEntries {
  readonly "leaver.opened": {
    readonly identity: IdentityId;
    readonly engagement: EngagementId | null;
    readonly epoch: number;
    readonly effectiveAt: Instant;
    readonly person: readonly Digest[];
  };
  readonly "leaver.state_changed": { readonly from: string; readonly event: string; readonly to: string };
  readonly "leaver.inventory_taken": {
    readonly accounts: number;
    readonly access: number;
    readonly systemsRead: number;
    readonly systemsNotRead: number;
  };
  /** The case had closed without this system, which came into the inventory later; the person was seen using it. */
  readonly "leaver.system_found_late": { readonly system: SystemId; readonly candidate: string };
  readonly "leaver.planned": { readonly items: number; readonly kept: number; readonly held: number };
  readonly "leaver.closure_refused": { readonly blockers: readonly string[] };
  /** The number of its leaf counts the case's leaves up to this one: a pack that holds fewer is incomplete. */
  readonly "leaver.closed": {
    readonly outcome: string;
    readonly verified: number;
    readonly attested: number;
    readonly excepted: number;
    readonly open: number;
  };
  readonly "leaver.epoch_advanced": { readonly epoch: number; readonly because: string };
  readonly "leaver.verification_asked": { readonly item: ItemId | null; readonly steps: number };
  readonly "leaver.dispatch_asked": { readonly item: ItemId | null; readonly steps: number };
  readonly "item.added": { readonly item: ItemId; readonly layer: string; readonly goal: string };
  readonly "item.kept": { readonly access: string; readonly because: string };
  readonly "step.added": { readonly step: StepId; readonly item: ItemId; readonly kind: string };
  readonly "step.assigned": { readonly step: StepId; readonly owner: string | null; readonly rule: string };
  /** One act over all steps that matched; each step it assigned has an entry of its own. */
  readonly "steps.assigned": {
    readonly batch: string;
    readonly matched: number;
    readonly assigned: number;
    readonly skipped: number;
  };
  readonly "step.attempted": { readonly step: StepId; readonly fence: number; readonly epoch: number };
  readonly "step.handed_to_person": { readonly step: StepId; readonly because: string };
  readonly "step.restore_raised": { readonly step: StepId; readonly item: ItemId; readonly epoch: number };
  /** A person looked and put back what was missing. */
  readonly "step.restored": { readonly step: StepId; readonly item: ItemId };
}

/** The case a leaf belongs to, with its place among that case's leaves. */
export interface CaseLink {
  readonly caseId: CaseId;
  /** 1 for the first leaf of the case, then without a gap. */
  readonly number: number;
  /** Hash of the case's previous leaf, hex; null for the first. */
  readonly previous: string | null;
}
