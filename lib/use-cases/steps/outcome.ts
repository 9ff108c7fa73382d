import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import type { Look, RevokeResult } from "#lib/connectors/contract.ts";

/** A look with the database's clock around it, microseconds. */
export interface TimedLook {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly look: Look;
}

/** What carrying out one act or observe step came to. Nothing in it says that access is gone. */
export interface StepOutcome {
  readonly step: LeasedStep;
  /** Connector and version, or name of the credential, for the drawer. */
  readonly observer: string;
  /** The revoking call and the database's clock right after it; null when none was made. */
  readonly act: { readonly at: number; readonly result: RevokeResult } | null;
  readonly look: TimedLook | null;
  /** The lease, the epoch or the case was lost while the call was in flight. */
  readonly lost: boolean;
  /** Nothing was called: the target has asked for a pause. */
  readonly paused?: boolean;
  /** The connection leads elsewhere by now: neither call nor look is a fact of the system. */
  readonly elsewhere?: boolean;
}
