import type { Attestation, VerdictInput } from "../verdict-input.ts";
import { isBeyondSight } from "./beyond-sight.ts";
import { finding, type Rule } from "./finding.ts";
import { freshUntil, staleFinding } from "./freshness.ts";
import { isRemovalClaim, type Survey } from "./survey.ts";
import { revival } from "./verified.ts";

/** Attested: nobody can observe, and a second person states what they saw after every claim, with an artefact. */
export const attested: Rule = (input, survey) => {
  const { observe } = input.coverage;
  const isSeenByPeople = observe === "manual" || observe === "none" || isBeyondSight(input, survey);
  if (input.tier < 2 || !isSeenByPeople) return null;
  let newest: Attestation | null = null;
  for (const candidate of input.attestations) {
    if (counts(candidate, input, survey) && (newest === null || isNewer(candidate, newest))) newest = candidate;
  }
  if (newest === null || isContradicted(newest, input)) return null;
  const stale = staleFinding(input, newest.seenAt);
  if (stale !== null) return stale;
  const revived = revival(input, newest.saw === "disabled");
  const validUntil = freshUntil(input, newest.seenAt);
  if (revived !== null) return finding("latent", revived, null, validUntil);
  return finding("attested", "attested", null, validUntil);
};

/** Of two made for the same moment the one that saw less gone counts. */
function isNewer(candidate: Attestation, held: Attestation): boolean {
  if (candidate.seenAt !== held.seenAt) return candidate.seenAt > held.seenAt;
  return candidate.saw === "disabled";
}

function counts(candidate: Attestation, input: VerdictInput, survey: Survey): boolean {
  if (candidate.artefact === "" || candidate.recordedAt < candidate.seenAt || candidate.recordedAt > input.now)
    return false;
  if (candidate.seenAt <= survey.cutoff || candidate.seenAt <= survey.lastUsableEnd) return false;
  return sawGoal(candidate, input) && isSecondPerson(candidate, input);
}

function sawGoal(candidate: Attestation, input: VerdictInput): boolean {
  if (candidate.saw === "absent") return true;
  return candidate.saw === "disabled" && input.goal !== "absent" && input.goal !== "reassigned";
}

/** Somebody else must have claimed the removal first; the word of one person alone stays a claim. */
function isSecondPerson(candidate: Attestation, input: VerdictInput): boolean {
  let claimedByAnother = false;
  for (const claim of input.claims) {
    if (claim.actor === candidate.by) return false;
    if (isRemovalClaim(claim)) claimedByAnother = true;
  }
  return claimedByAnother;
}

/** Anybody who saw it active at that time or later outweighs everybody who did not. */
function isContradicted(newest: Attestation, input: VerdictInput): boolean {
  return input.attestations.some(({ saw, seenAt }) => saw === "active" && seenAt >= newest.seenAt);
}
