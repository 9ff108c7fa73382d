import type { ClaimState } from "../access/claim.ts";
import { VERDICT_GROUP, type VerdictKey } from "../access/verdict-key.ts";
import type { VerdictReason } from "../access/verdict-reason.ts";
import { type DurationMicros, SECOND } from "../instant.ts";
import { backoff, boundedPause } from "./backoff.ts";

/** What was just carried out, and where that leaves the item. */
export interface AfterStep {
  readonly kind: "act" | "observe";
  /** What the revoking call came to; null when no call was made. */
  readonly claimed: ClaimState | null;
  /** A look was made after the claim, and how it ended. */
  readonly looked: "usable" | "gone" | "unknown" | null;
  readonly verdict: VerdictKey;
  readonly reason: VerdictReason;
  readonly attempts: number;
  readonly attemptsMax: number;
  /** Calls made for the item by all its steps so far: a step that follows another must not begin to count anew. */
  readonly acts: number;
  /** The target asked for a pause; microseconds. */
  readonly retryAfter: DurationMicros | null;
  readonly freshness: DurationMicros;
  /** How long until what cannot be revoked has ended by itself; null when that is not known. */
  readonly endsIn: DurationMicros | null;
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

/** Longest wait for something to end by itself before a person decides what else to do: a leap of a day a look. */
const ENDING_LOOK_MAX: DurationMicros = 86_400 * SECOND;

/**
 * Decides what follows a carried-out step. Attempts are capped: then a person takes over, never silence;
 * an open item always has somebody or something that goes on with it.
 * A pause that the target asked for is no failed attempt.
 */
export function afterStep(after: AfterStep): Next {
  if (VERDICT_GROUP[after.verdict] !== "open") return { kind: "ended" };
  if (after.retryAfter !== null) return { kind: "again", after: boundedPause(after.retryAfter), counts: false };
  // Steps of the siblings go on; they derive this item again.
  if (after.reason === "sibling_revives") return { kind: "ended" };
  // No look at an id of another place settles anything: the person has to be found there, or somebody to say.
  if (after.reason === "leads_elsewhere") return { kind: "person" };
  if (after.verdict === "self_checked" || after.reason === "rule_revives") return { kind: "person" };
  if (after.claimed === "refused" || after.claimed === "failed") return { kind: "person" };
  if (after.verdict === "expires_by") return untilItEnds(after);
  return after.looked === "gone" ? afterGone(after) : after.kind === "act" ? afterAct(after) : afterObserve(after);
}

/** A look just after the time by which it should have ended; where that is not known, a person. */
export function untilItEnds({ endsIn }: Pick<AfterStep, "endsIn">): Extract<Next, { kind: "observe" | "person" }> {
  if (endsIn === null) return { kind: "person" };
  return { kind: "observe", after: Math.min(Math.max(endsIn, 0) + SECOND, ENDING_LOOK_MAX) };
}

/** Seen gone, and the item is open all the same: the look came too early, or found it disabled where it must be absent. */
function afterGone(after: AfterStep): Next {
  if (after.attempts >= after.attemptsMax) return { kind: "person" };
  if (after.reason === "lingers_disabled") return after.mayAct ? actAgain(after) : { kind: "person" };
  return { kind: "observe", after: Math.max(after.freshness, backoff(after.attempts, after.random)) };
}

function afterAct(after: AfterStep): Next {
  if (after.looked === null && after.claimed !== "attempted" && after.freshness > 0) {
    return { kind: "observe", after: after.freshness };
  }
  return actAgain(after);
}

function afterObserve(after: AfterStep): Next {
  if (after.attempts >= after.attemptsMax) return { kind: "person" };
  if (after.looked === "usable")
    return after.mayAct && !isWornOut(after) ? { kind: "act", after: 0 } : { kind: "person" };
  return { kind: "again", after: backoff(after.attempts, after.random), counts: true };
}

/** A target that answers success and does nothing would otherwise be asked for ever, one step after the other. */
function isWornOut(after: AfterStep): boolean {
  return after.attempts >= after.attemptsMax || after.acts >= after.attemptsMax;
}

function actAgain(after: AfterStep): Next {
  if (isWornOut(after)) return { kind: "person" };
  const wait = backoff(after.attempts, after.random);
  return after.kind === "act" ? { kind: "again", after: wait, counts: true } : { kind: "act", after: wait };
}
