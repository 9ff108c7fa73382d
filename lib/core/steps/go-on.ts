import { PASSING } from "../access/passing.ts";
import type { VerdictKey } from "../access/verdict-key.ts";
import type { VerdictReason } from "../access/verdict-reason.ts";
import type { DurationMicros } from "../instant.ts";
import { type Next, untilItEnds } from "./after-step.ts";
import { ATTEMPTS_MAX } from "./backoff.ts";

/** An item of a live case, with what goes on about it. */
export interface OpenItem {
  readonly verdict: VerdictKey;
  readonly reason: VerdictReason;
  /** Which kinds of its steps wait or run. */
  readonly live: { readonly act: boolean; readonly observe: boolean; readonly person: boolean };
  /** It stands for a layer that showed no access, and a reading of its system is ahead. */
  readonly readAhead: boolean;
  /** It is Latent by another item of its account that is open: that one is gone on with. */
  readonly siblingOpen: boolean;
  /** Its access can be looked up by a connector. */
  readonly mayLook: boolean;
  /** Its access can be taken away by a connector, and somebody switched acting on. */
  readonly mayAct: boolean;
  /** Calls made for the item so far. */
  readonly acts: number;
  readonly freshness: DurationMicros;
  /** How long until what cannot be revoked has ended by itself; null when that is not known. */
  readonly endsIn: DurationMicros | null;
}

/** What to begin; null = nothing: it passes, or somebody or something is about it already. */
export type GoOn = Extract<Next, { readonly kind: "observe" | "act" | "person" }> | null;

/** What an open verdict needs where no look can settle it: an act, if one may be made, or a person. */
const NEEDS: Readonly<Record<VerdictKey, "act" | "person" | null>> = {
  came_back: "act",
  still_present: "act",
  missed_at_inventory: "act",
  latent: "act",
  not_started: "act",
  // An act begins with a look: what a call without an answer came to is seen before another is made.
  in_progress: "act",
  cannot_check: "person",
  reported_removed: "person",
  self_checked: "person",
  expires_by: "person",
  verified_removed: null,
  verified_disabled: null,
  verified_rotated: null,
  verified_transferred: null,
  attested: null,
  excepted_until: null,
  retained_until: null,
  never_found: null,
  not_applicable: null,
};

/** Another call would come to the same. */
const NO_ACT: ReadonlySet<VerdictReason> = new Set(["rule_revives", "sibling_revives", "act_refused", "act_failed"]);

/** A fresh look may say what an old one cannot, or what nobody has looked at since a claim. */
const BY_A_LOOK: ReadonlySet<VerdictReason> = new Set(["look_stale", "awaiting_look"]);

/**
 * Decides how an item goes on of which no step may be left: what was seen gone and is seen again has none, since its
 * step ended. After it, an item that is open always has somebody or something about it. Acts are bounded by all calls
 * ever made for the item: a target that brings access back each time is a person's to deal with.
 */
export function goOn(item: OpenItem): GoOn {
  if (PASSING.has(item.verdict)) return null;
  const { act, observe, person } = item.live;
  // Also where a person has it: a look takes nothing out of their hands.
  if (item.mayLook && BY_A_LOOK.has(item.reason)) {
    return act || observe ? null : { kind: "observe", after: item.freshness };
  }
  if (act || observe || person || item.readAhead) return null;
  if (item.reason === "sibling_revives" && item.siblingOpen) return null;
  if (item.verdict === "expires_by" && item.mayLook) return untilItEnds(item);
  const acts = NEEDS[item.verdict] === "act" && item.mayAct && item.acts < ATTEMPTS_MAX && !NO_ACT.has(item.reason);
  return acts ? { kind: "act", after: 0 } : { kind: "person" };
}
