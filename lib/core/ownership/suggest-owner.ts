import type { IdentityId } from "../ids.ts";
import type { Availability } from "./step-owner.ts";

/** Why somebody may be asked to own the steps of a system, the best reason first. */
export const SUGGESTION_REASONS = [
  "system_owner",
  "deputy",
  "owned_last_steps",
  "only_administrator",
  "manager_of_owner",
] as const;
export type SuggestionReason = (typeof SUGGESTION_REASONS)[number];

/** The reasons in words, as they stand beside the person's name. */
export const SUGGESTION_WORD: Readonly<Record<SuggestionReason, string>> = {
  system_owner: "owns the system",
  deputy: "deputy of the system",
  owned_last_steps: "did the last steps here",
  only_administrator: "only active administrator",
  manager_of_owner: "manager of the owner, who cannot be asked",
};

/** Somebody who might own the steps of a system. Only a proposal: a person accepts it. */
export interface OwnerCandidate {
  readonly identity: IdentityId;
  readonly because: SuggestionReason;
  readonly availability: Availability;
}

/** Why a step stays without an owner. */
export const SKIP_REASONS = [
  "no_suggestion",
  "owner_has_left",
  "own_case",
  "your_own_case",
  "already_theirs",
  "changed_since",
  "nothing_left",
  "case_over",
  "owned_already",
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** The same in words. */
export const SKIP_WORD: Readonly<Record<SkipReason, string>> = {
  no_suggestion: "no owner, deputy or administrator known, and nobody has acted here",
  owner_has_left: "whoever would be asked has left, is leaving or is away",
  own_case: "the only person to ask is the leaver",
  your_own_case: "it is your own case",
  already_theirs: "has this owner already",
  changed_since: "somebody changed it meanwhile",
  nothing_left: "nothing is left to do: seen gone, attested or excepted since",
  case_over: "the case is over; it reopens by itself when access is seen",
  owned_already: "somebody has it already and keeps it",
};

/** Whom to ask, with the reason, or why nobody can be asked. */
export type OwnerAdvice =
  | { readonly kind: "suggested"; readonly identity: IdentityId; readonly because: SuggestionReason }
  | {
      readonly kind: "nobody";
      readonly because: Extract<SkipReason, "no_suggestion" | "owner_has_left" | "own_case">;
    };

/**
 * Whom to propose as owner of a system's steps in the case of `subject`: the best reason whose person can be asked.
 * Never somebody who left, leaves or is away, and never the leaver. Among equal reasons the first named counts.
 */
export function suggestOwner(candidates: readonly OwnerCandidate[], subject: IdentityId | null): OwnerAdvice {
  const askable = candidates.filter(({ availability }) => availability === "here");
  const others = askable.filter(({ identity }) => identity !== subject);
  for (const because of SUGGESTION_REASONS) {
    const found = others.find((candidate) => candidate.because === because);
    if (found !== undefined) return { kind: "suggested", identity: found.identity, because };
  }
  if (askable.length > 0) return { kind: "nobody", because: "own_case" };
  return { kind: "nobody", because: candidates.length > 0 ? "owner_has_left" : "no_suggestion" };
}
