import type { ClaimState } from "../access/claim.ts";
import { VERDICT_GROUP, type VerdictKey } from "../access/verdict-key.ts";
import { type DurationMicros, MINUTE, SECOND } from "../instant.ts";

/** What was just carried out, and where that leaves the item. */
export interface AfterStep {
  readonly kind: "act" | "observe";
  /** What the revoking call came to; null when no call was made. */
  readonly claimed: ClaimState | null;
  /** A look was made after the claim, and how it ended. */
  readonly looked: "usable" | "gone" | "unknown" | null;
  readonly verdict: VerdictKey;
  readonly attempts: number;
  readonly attemptsMax: number;
  /** The target asked for a pause; microseconds. */
  readonly retryAfter: DurationMicros | null;
  readonly freshness: DurationMicros;
  /** Somebody switched acting on for this system, and the layer can be acted on. */
  readonly mayAct: boolean;
  /** Between 0 and 1; spreads retries so that they do not arrive together. */
  readonly random: number;
}

/** What becomes of the step, and what follows it. */
export type Next =
  | { readonly kind: "ended" }
  | { readonly kind: "again"; readonly after: DurationMicros; readonly counts: boolean }
  | { readonly kind: "observe"; readonly after: DurationMicros }
  | { readonly kind: "act"; readonly after: DurationMicros }
  | { readonly kind: "person" };

/** Longest wait between two tries of one step. */
const WAIT_MAX: DurationMicros = 15 * MINUTE;

/** Wait before try `attempts + 1`: doubles from one second, bounded, with full jitter on its upper half. */
export function backoff(attempts: number, random: number): DurationMicros {
  const full = Math.min(WAIT_MAX, SECOND * 2 ** Math.min(attempts, 20));
  return Math.round(full / 2 + (full / 2) * random);
}

/** Bounds what a target asks for: an absurd Retry-After must not park a step for years. */
export function boundedPause(asked: DurationMicros): DurationMicros {
  return Math.min(Math.max(asked, SECOND), WAIT_MAX);
}

/**
 * Decides what follows a carried-out step. Attempts are capped: then a person takes over, never silence.
 * A pause that the target asked for is no failed attempt.
 */
export function afterStep(after: AfterStep): Next {
  if (isSettled(after.verdict)) return { kind: "ended" };
  if (after.retryAfter !== null) return { kind: "again", after: boundedPause(after.retryAfter), counts: false };
  if (after.claimed === "refused" || after.claimed === "failed") return { kind: "person" };
  if (after.kind === "act") return afterAct(after);
  return afterObserve(after);
}

function afterAct(after: AfterStep): Next {
  if (after.looked === "gone") return { kind: "ended" };
  if (after.looked === null && after.claimed !== "attempted" && after.freshness > 0) {
    return { kind: "observe", after: after.freshness };
  }
  if (after.attempts >= after.attemptsMax) return { kind: "person" };
  return { kind: "again", after: backoff(after.attempts, after.random), counts: true };
}

function afterObserve(after: AfterStep): Next {
  if (after.looked === "gone") return { kind: "ended" };
  if (after.attempts >= after.attemptsMax) return { kind: "person" };
  if (after.looked === "usable") return after.mayAct ? { kind: "act", after: 0 } : { kind: "person" };
  return { kind: "again", after: backoff(after.attempts, after.random), counts: true };
}

function isSettled(key: VerdictKey): boolean {
  return VERDICT_GROUP[key] !== "open";
}
