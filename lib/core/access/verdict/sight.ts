import type { Independence, Observation } from "../observation.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { type GoalResult, testGoal } from "./goal-test.ts";

const RANK: Readonly<Record<Independence, number>> = {
  self: 0,
  same_credential: 1,
  separate_credential: 2,
  other_person: 3,
  other_channel: 4,
};

/**
 * What a look proves. One positive find proves presence however partial the look;
 * only a fresh look-up by id or a complete listing proves that something is gone.
 */
export function sightOf(look: Observation, input: VerdictInput): GoalResult {
  if (look.completeness === "failed") return "look_failed";
  if (look.facts.recreatedAs !== undefined) return "usable";
  const result = testGoal(look, input);
  if (result === "lifetime_unknown" && look.completeness === "partial") return "look_partial";
  if (result !== "met" && result !== "lingers") return result;
  if (look.completeness === "partial") return "look_partial";
  // Somebody may have picked the rows of a file: only a complete listing speaks for what is missing from it.
  if (look.origin === "file_from_person" && look.completeness !== "complete") return "file_not_complete";
  if (look.facts.effective === false) return "inherited_unread";
  return result;
}

/** True when the observer stands as far from whoever acted as policy asks; tiers 0 and 1 never take `self`. */
export function isFarEnough(look: Observation, input: VerdictInput): boolean {
  const rank = RANK[look.independence];
  if (look.origin === "person") {
    const { observe } = input.coverage;
    return rank >= RANK.other_person && (observe === "connector" || observe === "snapshot");
  }
  return rank >= RANK[input.minIndependence] && (rank > 0 || input.tier >= 2);
}
