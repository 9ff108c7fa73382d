import { type Instant, instant } from "../../instant.ts";
import type { Observation } from "../observation.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { expiryOf } from "./expiry.ts";
import type { Finding } from "./finding.ts";
import { isFarEnough } from "./sight.ts";
import { meetsFinally, type Survey } from "./survey.ts";

/**
 * End of the first look of this case that found the item at its goal after every claim, and that nothing seen since
 * contradicts. What the leaver could read through it is counted from here, so of two ends the later one is taken: an
 * act after a look says that somebody found something left to end.
 * @returns null while no such look was made, or it is not known from when on a look is one of this case
 */
export function endProvedAt(input: VerdictInput, survey: Survey, { reason, until }: Finding): Instant | null {
  const own = input.observations.filter((look) => look.startedAt > survey.cutoff && isOfCase(look, input));
  const seen = own.filter(
    (look) => look.facts.revivedByRule !== true && meetsFinally(look, input, survey) && isFarEnough(look, input),
  );
  if (seen.length > 0) return firstEnd(seen);
  if (reason !== "ended_by_itself" || until === null) return null;
  // What ended by itself was never seen gone. Of an end that was past when it was read the reading is the proof.
  const lifetimes = own.filter((look) => expiryOf(look, input) !== null);
  return lifetimes.length === 0 ? null : instant(Math.max(until, firstEnd(lifetimes)));
}

function firstEnd(looks: readonly Observation[]): Instant {
  return instant(Math.min(...looks.map(({ endedAt }) => endedAt)));
}

/**
 * Looks at an access are kept from case to case: a leaver who was rehired was seen gone before, and had everything
 * again. An inventory finds by the looks it makes, so the one that found it counts.
 */
function isOfCase(look: Observation, input: VerdictInput): boolean {
  if (input.foundAt !== null) return look.startedAt >= input.foundAt;
  return input.inventoriedAt !== null && look.endedAt >= input.inventoriedAt;
}
