import type { VerdictKey } from "#lib/core/access/verdict-key.ts";

/** What a verdict states, in one line for the legend and the page of verdicts. */
export const VERDICT_MEANING: Readonly<Record<VerdictKey, string>> = {
  came_back: "verified, then seen again, also under a new id",
  still_present: "seen usable past due, or after a claim",
  missed_at_inventory: "found later; it existed at the effective end",
  latent: "disabled, but something would revive it",
  not_started: "no claim yet",
  cannot_check: "no look-up, failed, partial, stale",
  in_progress: "an act is under way",
  reported_removed: "claimed, not yet looked at",
  self_checked: "looked at, but below the independence asked",
  expires_by: "ends by itself at a time read from the target",
  verified_removed: "observed absent",
  verified_disabled: "observed disabled, nothing left to revive it",
  verified_rotated: "new secret issued and the old one refused",
  verified_transferred: "new owner active, old secrets refused",
  attested: "a second person states what they saw",
  excepted_until: "approved, with reason and end",
  retained_until: "legal hold, with authority and end",
  never_found: "a complete read found nothing",
  not_applicable: "the layer does not exist here",
};
