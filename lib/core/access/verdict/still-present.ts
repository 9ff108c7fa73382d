import { certainEnd } from "./expires-by.ts";
import { finding, type Rule } from "./finding.ts";
import { isFalseClosure, isUsable } from "./history.ts";

/**
 * Still present: seen usable past due, or reported removed and then seen usable after freshness.
 * Once contradicted it stays red through further claims until it is seen gone: a target that answers
 * every call with success would otherwise turn its cell amber with each retry.
 */
export const stillPresent: Rule = (input, survey) => {
  const { lastUsable } = survey;
  if (lastUsable === null || !isUsable(survey)) return null;
  const recreated = lastUsable.facts.recreatedAs !== undefined;
  if (isFalseClosure(input, survey)) {
    return finding("still_present", recreated ? "recreated" : "claim_contradicted", null, certainEnd(input, survey));
  }
  const awaitingLook = survey.lastRemovalOrAttemptAt + input.coverage.freshness >= lastUsable.startedAt;
  const pastDue = lastUsable.startedAt > input.dueAt || (input.now > input.dueAt && !awaitingLook);
  return pastDue ? finding("still_present", recreated ? "recreated" : "usable_past_due") : null;
};
