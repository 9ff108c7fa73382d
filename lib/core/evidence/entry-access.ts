import type { ItemId, StepId, SystemId } from "../ids.ts";
import type { Instant } from "../instant.ts";
import type { Digest } from "./entry-leaver.ts";

/**
 * How a look or a call was made, kept so that an auditor can repeat it.
 * A type, not an interface: only a type alias has the index signature that canonical values need.
 */
export type ExchangeDigest = {
  readonly method: string;
  readonly pathTemplate: string;
  readonly status: number | null;
  /** SHA-256 of the full answer, hex; null when none arrived. */
  readonly bodyDigest: string | null;
  readonly targetDate: string | null;
};

/** Data of entries about what was said and what was seen of an access. */
export interface AccessEntries {
  readonly "claim.recorded": {
    readonly item: ItemId;
    readonly claim: string;
    readonly state: string;
    readonly source: string;
    readonly exchanges: readonly ExchangeDigest[];
  };
  /** What another tool said, as it arrived; `claim.recorded` follows for each item it is about. */
  readonly "tool_claim.recorded": {
    readonly toolClaim: string;
    readonly source: string;
    readonly state: string;
    readonly layer: string;
    readonly statedAt: Instant | null;
    readonly items: number;
    /** Why it is about no item yet; null when it is. */
    readonly waits: string | null;
  };
  readonly "tool_claim.refused": { readonly source: string; readonly row: number; readonly code: string };
  readonly "observation.recorded": {
    readonly observation: string;
    readonly item: ItemId | null;
    readonly access: string | null;
    readonly presence: string;
    readonly completeness: string;
    readonly independence: string;
    readonly origin: string;
    readonly startedAt: Instant;
    readonly endedAt: Instant;
    readonly probe: string;
    readonly exchanges: readonly ExchangeDigest[];
  };
  /** The connection was pointed elsewhere while the step was under way: what was called and seen is of the place before. */
  readonly "step.dropped": {
    readonly step: StepId;
    readonly system: SystemId;
    /** A call that should change something went out there. */
    readonly acted: boolean;
    readonly exchanges: readonly ExchangeDigest[];
  };
  /** What a person attached to what they saw with their own eyes. */
  readonly "observation.attached": {
    readonly observation: string;
    readonly artefact: string;
    readonly statement: Digest;
  };
  readonly "attestation.recorded": {
    readonly item: ItemId;
    readonly saw: string;
    readonly seenAt: Instant;
    /** SHA-256 of the file, hex; of a reference its commitment. */
    readonly artefact: string;
    readonly statement: Digest;
  };
  readonly "exception.requested": { readonly item: ItemId; readonly until: Instant; readonly reason: Digest };
  readonly "exception.decided": { readonly item: ItemId; readonly approved: boolean; readonly until: Instant };
  readonly "hold.ordered": { readonly item: ItemId; readonly until: Instant; readonly authority: Digest };
  /** What an owner answered by a confirm link; the claims and requests it made have entries of their own. */
  readonly "confirm.answered": {
    readonly link: string;
    readonly answer: string;
    readonly id: string;
    readonly items: readonly ItemId[];
    readonly statedAt: Instant | null;
    readonly named: string | null;
    readonly said: Digest | null;
  };
  readonly "verdict.changed": {
    readonly item: ItemId;
    readonly from: string | null;
    readonly to: string;
    readonly reason: string;
  };
  readonly "account.linked": {
    readonly account: string;
    readonly identity: string;
    readonly relation: string;
    readonly because: string;
  };
  readonly "residual.found": { readonly item: ItemId; readonly owner: string | null; readonly because: string };
}
