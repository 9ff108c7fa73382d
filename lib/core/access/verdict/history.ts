import { type Instant, NEVER } from "../../instant.ts";
import type { Observation } from "../observation.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { expiryOf } from "./expiry.ts";
import { isFarEnough, sightOf } from "./sight.ts";
import { isRemovalClaim, type Survey } from "./survey.ts";

/** True while the newest sight of the item is a usable one. */
export function isUsable(survey: Survey): boolean {
  return survey.lastUsable !== null && survey.lastGoneStart <= survey.lastUsableEnd;
}

/** True when the look verified the goal at its own time, by the claims that were made by then. */
function verifiedThen(look: Observation, input: VerdictInput): boolean {
  if (sightOf(look, input) !== "met" || !isFarEnough(look, input)) return false;
  for (const claim of input.claims) {
    if (claim.at <= look.endedAt && claim.at + input.coverage.freshness >= look.startedAt) return false;
  }
  return true;
}

/** Start of the newest verifying look that ended before `before`; NEVER when there is none. */
function lastVerifiedBefore(before: number, input: VerdictInput): number {
  let last = NEVER;
  for (const look of input.observations) {
    if (look.endedAt < before && look.startedAt > last && verifiedThen(look, input)) last = look.startedAt;
  }
  return last;
}

/**
 * True when some claim of removal was contradicted: seen usable after freshness, with no verification in between.
 * What was verified first and then came back is no false claim.
 */
export function isFalseClosure(input: VerdictInput, survey: Survey): boolean {
  if (survey.lastUsable === null || survey.lastRemovalClaimAt === NEVER) return false;
  return input.observations.some((look) => sightOf(look, input) === "usable" && contradictsClaim(look, input));
}

function contradictsClaim(usable: Observation, input: VerdictInput): boolean {
  const confirmedUntil = lastVerifiedBefore(usable.startedAt, input);
  for (const claim of input.claims) {
    if (!isRemovalClaim(claim) || claim.at <= confirmedUntil) continue;
    if (claim.at + input.coverage.freshness < usable.startedAt) return true;
  }
  return false;
}

/**
 * True when the item was verified in this case before it was last seen usable.
 * Looks from before the inventory count only for what the inventory still found gone: an earlier leaving
 * of somebody rehired since must not make the new case read as Came back.
 */
export function wasVerifiedBeforeUsable(input: VerdictInput, survey: Survey): boolean {
  if (survey.lastUsable === null || input.inventoriedAt === null) return false;
  const usableAt = survey.lastUsable.startedAt;
  if (lastVerifiedBefore(usableAt, input) > survey.lastUsableBeforeInventory) return true;
  return input.observations.some((look) => {
    const end = expiryOf(look, input);
    return (
      end !== null &&
      end < usableAt &&
      look.startedAt > survey.lastUsableBeforeInventory &&
      look.facts.reissueBlockedAt !== undefined &&
      isFarEnough(look, input)
    );
  });
}

/**
 * Tv: end of the first look of this case that found it not usable after it was last seen usable, by an observer whom
 * policy accepts. The end, not the start: only then is it certain to have been gone. An earlier leaving of somebody
 * rehired since says nothing of this one, and what a rule would grant again is not gone.
 */
export function firstSeenGoneAt(input: VerdictInput, survey: Survey): Instant | null {
  let first: Instant | null = null;
  for (const look of input.observations) {
    if (look.startedAt < (input.foundAt ?? NEVER) || look.facts.revivedByRule === true) continue;
    if (look.startedAt <= survey.lastUsableEnd || (first !== null && look.endedAt >= first)) continue;
    const sight = sightOf(look, input);
    if ((sight === "met" || sight === "lingers") && isFarEnough(look, input)) first = look.endedAt;
  }
  return first;
}
