import type { Instant } from "../instant.ts";

/** What a look at the target found of one access. `unknown` is a value, never green. */
export type Presence = "active" | "disabled" | "absent" | "unknown";

/** Only a fresh look-up by id or a complete listing can prove absence. */
export type Completeness = "lookup" | "complete" | "partial" | "failed";

/** How far the observer stands from whoever acted; weakest first. */
export const INDEPENDENCE = [
  "self",
  "same_credential",
  "separate_credential",
  "other_person",
  "other_channel",
] as const;
export type Independence = (typeof INDEPENDENCE)[number];

/** `person`: somebody looked with their own eyes, and states what they saw. */
export type Origin = "direct_read" | "file_from_person" | "person";

/** Facts a connector reports beside presence; the core tests the goal against them. */
export interface ObservedFacts {
  readonly issuedAt?: Instant;
  /** A secret kept here that opens something else: it lets nobody in here, and is still known when it can be read no more. */
  readonly knownSecret?: boolean;
  /** When the access ends by itself, as read from the target. */
  readonly expiresAt?: Instant;
  /** Last moment a session or token could have been issued, when re-issue was observed blocked. */
  readonly reissueBlockedAt?: Instant;
  readonly owner?: string;
  readonly ownerActive?: boolean;
  /** True when the old secret was tried and refused; false when it still worked. */
  readonly oldSecretRefused?: boolean;
  /** Native key now found for the same correlation keys, when it is not the one looked for. */
  readonly recreatedAs?: string;
  /** False when membership comes through a parent and no effective-access read was made. */
  readonly effective?: boolean;
  readonly lastUsedAt?: Instant;
  /** True when a rule of the target (a dynamic group) would grant it again. */
  readonly revivedByRule?: boolean;
}

/**
 * What an independent look at the target found.
 * `startedAt` is the database's clock read before the call: what the target did later cannot be in the answer.
 */
export interface Observation {
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly presence: Presence;
  readonly completeness: Completeness;
  readonly independence: Independence;
  readonly origin: Origin;
  readonly facts: ObservedFacts;
}
