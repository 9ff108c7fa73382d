import { type Instant, NEVER } from "../../instant.ts";
import type { Observation } from "../observation.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { expiryOf } from "./expiry.ts";
import { type Finding, finding, type Rule } from "./finding.ts";
import { freshUntil, staleFinding } from "./freshness.ts";
import { isFalseClosure } from "./history.ts";
import { isFarEnough, sightOf } from "./sight.ts";
import type { Survey } from "./survey.ts";

interface Ending {
  /** Newest look that read a lifetime. */
  readonly look: Observation;
  /** The latest end that any look read. */
  readonly at: Instant;
}

/** Expires by t while what cannot be revoked runs out; Verified after t only if no new one could be issued. */
export const expiresBy: Rule = (input, survey) => {
  const ending = input.goal === "invalidated" ? endingOf(input, survey) : null;
  if (ending === null) return null;
  if (input.now > ending.at) return afterEnd(input, ending);
  // A claim that a later look contradicted stays red: waiting does not make it true.
  if (isFalseClosure(input, survey)) return null;
  return finding("expires_by", "ends_by_itself", ending.at);
};

function endingOf(input: VerdictInput, survey: Survey): Ending | null {
  let look: Observation | null = null;
  let at: Instant | null = null;
  for (const candidate of input.observations) {
    const end = candidate.startedAt > survey.cutoff ? expiryOf(candidate, input) : null;
    if (end === null) continue;
    if (look === null || isNewer(candidate, look)) look = candidate;
    if (at === null || end > at) at = end;
  }
  if (look === null || at === null || isSuperseded(look, at, input, survey)) return null;
  return { look, at };
}

/** Of two looks that started together the one that proves less counts, so that order cannot decide. */
function isNewer(look: Observation, held: Observation): boolean {
  if (look.startedAt !== held.startedAt) return look.startedAt > held.startedAt;
  return look.facts.reissueBlockedAt === undefined;
}

/** A look that found it gone, usable past its end, or usable without an end knows more than a lifetime read before. */
function isSuperseded(look: Observation, at: Instant, input: VerdictInput, survey: Survey): boolean {
  const goneAt = survey.met?.startedAt ?? survey.tooClose?.startedAt ?? NEVER;
  const usableAt = survey.lastUsable?.startedAt ?? NEVER;
  if (goneAt > look.startedAt || usableAt >= at) return true;
  return input.observations.some(
    (other) =>
      other.startedAt >= look.startedAt && expiryOf(other, input) === null && sightOf(other, input) === "usable",
  );
}

function afterEnd(input: VerdictInput, ending: Ending): Finding {
  const blockedAt = ending.look.facts.reissueBlockedAt;
  if (blockedAt === undefined || blockedAt > ending.at) return finding("cannot_check", "reissue_not_blocked");
  const stale = staleFinding(input, ending.at);
  if (stale !== null) return stale;
  const validUntil = freshUntil(input, ending.at);
  return isFarEnough(ending.look, input)
    ? finding("verified_removed", "ended_by_itself", ending.at, validUntil)
    : finding("self_checked", "seen_by_too_close", null, validUntil);
}
