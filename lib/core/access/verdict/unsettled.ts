import { type Instant, NEVER } from "../../instant.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { type Finding, finding, type Rule } from "./finding.ts";
import { isUsable } from "./history.ts";
import type { Survey } from "./survey.ts";

/** In progress: an act is under way, or was sent and nobody knows what it came to. */
export const inProgress: Rule = (input, survey) =>
  input.acting ? finding("in_progress", "act_under_way", null, untilDue(input, survey)) : null;

/** Cannot check: the newest look since the last claim settles nothing, and nothing else is known. */
export const doubtful: Rule = (input, survey) => {
  if (survey.doubt === null || survey.doubtStart <= survey.cutoff) return null;
  // Unclaimed and last seen usable: a look that failed since takes nothing away from that.
  if (survey.lastClaim === null && isUsable(survey)) return null;
  return finding("cannot_check", survey.doubt, null, untilDue(input, survey));
};

/** What the last claim says, when no look since can tell: Reported removed, In progress or Not started. */
export const claimed: Rule = (input, survey) => {
  const state = survey.lastClaim?.state;
  switch (state) {
    case undefined:
      return null;
    case "removed":
    case "already_absent":
      // Where nobody can look, only a second person's word can follow, and tiers 0 and 1 do not take that.
      return input.coverage.observe === "none" && input.tier < 2
        ? finding("cannot_check", "no_means_to_look")
        : finding("reported_removed", "awaiting_look", null, untilDue(input, survey));
    case "attempted":
      return finding("in_progress", "act_unanswered", null, untilDue(input, survey));
    case "failed":
    case "refused":
      return finding("in_progress", state === "failed" ? "act_failed" : "act_refused", null, untilDue(input, survey));
    case "still_present":
      return finding("not_started", "reported_still_present", null, untilDue(input, survey));
  }
};

/** Not started: nothing was claimed, and the item is known to be there or not yet looked for. */
export const notStarted: Rule = (input, survey) => {
  if (isUsable(survey)) return finding("not_started", "usable_not_due", null, untilDue(input, survey));
  if (input.inventoriedAt === null) return finding("not_started", "not_inventoried");
  const { act, exists, observe } = input.coverage;
  const known = input.foundAt !== null || (exists === "yes" && (observe === "manual" || observe === "none"));
  return known && act !== "none" ? finding("not_started", "nothing_reported") : null;
};

/** Cannot check: whatever no other row could settle. Unknown is never green. */
export function cannotCheck(input: VerdictInput): Finding {
  const { exists, observe } = input.coverage;
  if (exists === "no") return finding("cannot_check", "statement_expired");
  return finding("cannot_check", observe === "none" ? "no_means_to_look" : "not_read");
}

/** When a usable item becomes Still present by time alone; null when no deadline lies ahead. */
function untilDue(input: VerdictInput, survey: Survey): Instant | null {
  const awaitingLook =
    survey.lastRemovalOrAttemptAt !== NEVER &&
    survey.lastRemovalOrAttemptAt + input.coverage.freshness >= (survey.lastUsable?.startedAt ?? NEVER);
  return isUsable(survey) && !awaitingLook && input.now <= input.dueAt ? input.dueAt : null;
}
