import type { Instant } from "../instant.ts";

/** Who or what says so. Claims never close anything, whoever makes them. */
export type ClaimSource = "connector" | "person" | "ticket" | "tool" | "import";

/** What a claim states. `attempted` marks that an act may have reached the target (reply lost, call in flight). */
export type ClaimState = "attempted" | "removed" | "already_absent" | "refused" | "still_present" | "failed";

/**
 * A statement that something was done. All claims by all actors are kept.
 * `at` is server time when the claim was made; a time stated by the claimant moves no metric.
 */
export interface Claim {
  readonly state: ClaimState;
  readonly source: ClaimSource;
  readonly at: Instant;
  /** Accountable human behind the claim, when there is one; the connector's credential otherwise. */
  readonly actor: string;
}
