import type { DurationMicros, Instant } from "../instant.ts";
import type { Claim } from "./claim.ts";
import type { Goal } from "./goal.ts";
import type { Layer, LayerExists, Means, Tier } from "./layer.ts";
import type { Independence, Observation, Presence } from "./observation.ts";
import type { VerdictKey } from "./verdict-key.ts";
import type { VerdictReason } from "./verdict-reason.ts";

/** What policy and the inventory say about one layer of one system. */
export interface Coverage {
  readonly exists: LayerExists;
  /** End of an attested `no`; null when it was observed by a complete read. */
  readonly existsUntil: Instant | null;
  readonly observe: Means;
  readonly act: Means;
  /** How long the target may show an old state after an act. 0 = immediate. */
  readonly freshness: DurationMicros;
  /** An observation older than this, before closing, reads as Cannot check. */
  readonly staleAfter: DurationMicros;
}

/** A dated permission to leave an item open. It never cures an earlier miss. */
export interface Exception {
  readonly approvedAt: Instant;
  readonly until: Instant;
  readonly requestedBy: string;
  readonly approvedBy: string;
  readonly reason: string;
}

/** A second person's statement of what they saw, with an artefact. */
export interface Attestation {
  readonly seenAt: Instant;
  readonly recordedAt: Instant;
  readonly by: string;
  readonly saw: Presence;
  /** SHA-256 of the artefact, hex; of a reference its commitment. */
  readonly artefact: string;
}

/** Legal hold: kept on purpose, until a date, by a named authority. */
export interface Hold {
  readonly authority: string;
  readonly until: Instant;
  readonly orderedAt: Instant;
}

/** Another item of the same account, as far as this item's verdict depends on it. */
export interface Sibling {
  readonly layer: Layer;
  readonly key: VerdictKey;
}

/** Everything a verdict is derived from. Nothing else may move it. */
export interface VerdictInput {
  readonly layer: Layer;
  readonly goal: Goal;
  readonly tier: Tier;
  /** T0: effective end of the engagement. */
  readonly effectiveAt: Instant;
  readonly dueAt: Instant;
  /** When this access was first found; null for a layer item with no access behind it. */
  readonly foundAt: Instant | null;
  /** End of the inventory taken before anything was touched; null while it is not complete. */
  readonly inventoriedAt: Instant | null;
  /** When the access is known to have come into being, if the target says; null otherwise. */
  readonly createdAt: Instant | null;
  /** An act is under way now (a live lease). */
  readonly acting: boolean;
  readonly closedAt: Instant | null;
  readonly coverage: Coverage;
  readonly minIndependence: Independence;
  readonly claims: readonly Claim[];
  readonly observations: readonly Observation[];
  readonly attestations: readonly Attestation[];
  readonly exception: Exception | null;
  readonly hold: Hold | null;
  readonly siblings: readonly Sibling[];
  /** When the leaver's last read access to this secret was seen to have ended; missing or null while not known. */
  readonly readAccessEndedAt?: Instant | null;
  /** From then on that end must be seen again; missing or null = it does not age. */
  readonly readAccessValidUntil?: Instant | null;
  /** Since when the system's connection leads where it does; missing or null: since the beginning. */
  readonly placeSince?: Instant | null;
  /** When the person was last found with this access where the connection leads now, by name and not by its id; missing or null: never. */
  readonly foundHereAt?: Instant | null;
  /** Native keys under which the target names the leaver as an owner; missing while not known. */
  readonly leaverKeys?: readonly string[];
  readonly now: Instant;
}

/** A derived verdict. It is never set by hand; there is no override. */
export interface Verdict {
  readonly key: VerdictKey;
  /** Why, as a closed code that the words table renders. */
  readonly reason: VerdictReason;
  /** Time the word carries: end of expiry, exception or hold. */
  readonly until: Instant | null;
  /** After this instant the verdict must be derived again and reads as Cannot check until then; null = does not age. */
  readonly validUntil: Instant | null;
  /** Tl: last time seen usable. Lower bound of exposure. */
  readonly lastSeenUsableAt: Instant | null;
  /** Tv: first later observation of not usable. Upper bound of exposure. */
  readonly firstSeenGoneAt: Instant | null;
  /** By when looks of this case, after every claim, show that it could be used no more; null while none does. */
  readonly endProvedAt: Instant | null;
  /** Some claim of removal was contradicted by a later observation after freshness. */
  readonly falseClosure: boolean;
}
