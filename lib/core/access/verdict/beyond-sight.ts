import type { Observation } from "../observation.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { sightOf } from "./sight.ts";
import type { Survey } from "./survey.ts";

/**
 * True when whoever looks can look and answered in full since the last claim, yet could tell neither whether it is there
 * nor when it ends. To see such a thing is as much a person's as where nobody looks. A look that failed says nothing of
 * what can be seen; one that told anything at all leaves no room for a person's word.
 */
export function isBeyondSight(input: VerdictInput, survey: Survey): boolean {
  if (input.coverage.observe !== "connector") return false;
  const answers = input.observations.filter(
    (look) => look.startedAt > survey.cutoff && look.startedAt <= input.now && sightOf(look, input) !== "look_failed",
  );
  const newest = Math.max(...answers.map(({ startedAt }) => startedAt));
  return answers.length > 0 && answers.every((look) => look.startedAt < newest || toldNothing(look, input));
}

function toldNothing(look: Observation, input: VerdictInput): boolean {
  const isWhole = look.completeness === "lookup" || look.completeness === "complete";
  return isWhole && look.origin === "direct_read" && sightOf(look, input) === "lifetime_unknown";
}
