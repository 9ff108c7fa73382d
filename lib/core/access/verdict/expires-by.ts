import { type Instant, NEVER } from "../../instant.ts";
import type { Observation } from "../observation.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { expiryOf } from "./expiry.ts";
import { type Finding, finding, type Rule } from "./finding.ts";
import { freshUntil, staleFinding } from "./freshness.ts";
import { isFalseClosure } from "./history.ts";
import { isFarEnough, sightOf } from "./sight.ts";
import type { Survey } from "./survey.ts";

/** How something ends by itself. */
interface Ending {
  /** Newest look that read a lifetime. */
  readonly look: Observation;
  /** The latest end that any look read. */
  readonly at: Instant;
  /** True when the newest look saw that no new one can be issued. */
  readonly blocked: boolean;
}

/** Expires by t while what cannot be revoked runs out; Verified after t only if no new one could be issued. */
export const expiresBy: Rule = (input, survey) => {
  const ending = endingOf(input, survey);
  if (ending === null) return null;
  const ended = input.now > ending.at;
  // A claim that a later look contradicted stays red until it has ended for certain: waiting does not make it true.
  if (!(ended && ending.blocked) && isFalseClosure(input, survey)) return null;
  return ended ? afterEnd(input, ending) : finding("expires_by", "ends_by_itself", ending.at);
};

/** When something that is still usable will have ended for certain; null when it will not by itself. */
export function certainEnd(input: VerdictInput, survey: Survey): Instant | null {
  const ending = endingOf(input, survey);
  return ending?.blocked === true && input.now <= ending.at ? ending.at : null;
}

function endingOf(input: VerdictInput, survey: Survey): Ending | null {
  if (input.goal !== "invalidated") return null;
  let look: Observation | null = null;
  let at: Instant | null = null;
  for (const candidate of input.observations) {
    const end = candidate.startedAt > survey.cutoff ? expiryOf(candidate, input) : null;
    if (end === null) continue;
    if (look === null || isNewer(candidate, look, input)) look = candidate;
    if (at === null || end > at) at = end;
  }
  if (look === null || at === null || isSuperseded(look, at, input, survey)) return null;
  const blockedAt = look.facts.reissueBlockedAt;
  return { look, at, blocked: blockedAt !== undefined && blockedAt <= at };
}

/** Of two looks that started together the one that proves less counts, so that order cannot decide. */
function isNewer(look: Observation, held: Observation, input: VerdictInput): boolean {
  if (look.startedAt !== held.startedAt) return look.startedAt > held.startedAt;
  const blockedAt = look.facts.reissueBlockedAt ?? Number.POSITIVE_INFINITY;
  const heldBlockedAt = held.facts.reissueBlockedAt ?? Number.POSITIVE_INFINITY;
  return blockedAt === heldBlockedAt ? !isFarEnough(look, input) : blockedAt > heldBlockedAt;
}

/** A look that found it gone, usable past its end, or usable without an end knows more than a lifetime. */
function isSuperseded(look: Observation, at: Instant, input: VerdictInput, survey: Survey): boolean {
  const tooCloseAt = survey.tooClose?.startedAt ?? NEVER;
  const usableAt = survey.lastUsable?.startedAt ?? NEVER;
  if (survey.met !== null || tooCloseAt > look.startedAt || usableAt >= at) return true;
  return input.observations.some(
    (other) =>
      other.startedAt >= look.startedAt && expiryOf(other, input) === null && sightOf(other, input) === "usable",
  );
}

function afterEnd(input: VerdictInput, ending: Ending): Finding {
  if (!ending.blocked) return finding("cannot_check", "reissue_not_blocked");
  const stale = staleFinding(input, ending.at);
  if (stale !== null) return stale;
  const validUntil = freshUntil(input, ending.at);
  return isFarEnough(ending.look, input)
    ? finding("verified_removed", "ended_by_itself", ending.at, validUntil)
    : finding("self_checked", "seen_by_too_close", null, validUntil);
}
