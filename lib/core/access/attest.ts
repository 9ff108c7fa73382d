import { type DomainError, domainError } from "../errors.ts";
import type { DurationMicros, Instant } from "../instant.ts";
import type { Claim } from "./claim.ts";
import type { Means, Tier } from "./layer.ts";
import type { Presence } from "./observation.ts";
import { isRemovalClaim } from "./verdict/survey.ts";
import type { VerdictReason } from "./verdict-reason.ts";

/** What decides whether a person's word with an artefact may stand for a look. */
export interface Attestable {
  readonly tier: Tier;
  readonly observe: Means;
  readonly claims: readonly Claim[];
  /** How long the target may show an old state after what was claimed. */
  readonly freshness: DurationMicros;
  /** Why its verdict is what it is; null before the first one. */
  readonly reason: VerdictReason | null;
}

/** What a person saw, and when. */
export interface Sighting {
  readonly saw: Exclude<Presence, "unknown">;
  readonly seenAt: Instant;
}

const NO_TIER =
  "Tiers 0 and 1 take no attestation. Nothing was changed. This needs a snapshot of the system, or an exception.";
const CONNECTOR = "Closeout looks at this for itself, so nobody attests to it. Nothing was changed. Have it verified.";
const SNAPSHOT = "A snapshot shows this, so nobody attests to it. Nothing was changed. Supply a new snapshot.";
const UNCLAIMED =
  "Nobody has reported it removed yet, and an attestation is the second word. Nothing was changed. Have its owner report it first.";
const FUTURE = "What was seen lies in the future. Nothing was changed. Give the time at which it was seen.";
const EARLIER =
  "It was seen before the last report, so it says nothing about that. Nothing was changed. Look again, then attest.";

/** Why nobody can attest to the item; empty when a second person may. */
export function attestRefusals({ tier, observe, claims, reason }: Attestable): readonly DomainError[] {
  if (tier < 2) return [domainError("attestation_refused", { sentence: NO_TIER })];
  if (observe === "connector" && !isBeyondConnector(reason))
    return [domainError("attestation_refused", { sentence: CONNECTOR })];
  if (observe === "snapshot") return [domainError("attestation_refused", { sentence: SNAPSHOT })];
  return claims.some(isRemovalClaim) ? [] : [domainError("second_person_required", { sentence: UNCLAIMED })];
}

/** Whether the last answer of whoever looks says that looking tells nothing: then a person's word counts as by hand. */
export function isBeyondConnector(reason: VerdictReason | null): boolean {
  return reason === "lifetime_unknown";
}

/** Why what was seen cannot count: it lies in the future, or before the last claim and its freshness. */
export function sightingRefusals(
  { seenAt }: Sighting,
  { claims, freshness }: Pick<Attestable, "claims" | "freshness">,
  now: Instant,
): readonly DomainError[] {
  const path = "seenAt";
  if (seenAt > now) return [domainError("input_invalid", { path, sentence: FUTURE })];
  const last = claims.reduce((latest, claim) => Math.max(latest, claim.at), Number.NEGATIVE_INFINITY);
  return seenAt <= last + freshness ? [domainError("input_invalid", { path, sentence: EARLIER })] : [];
}
