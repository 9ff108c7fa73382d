import { type DomainError, domainError } from "../errors.ts";
import type { Attestable, Sighting } from "./attest.ts";
import type { VerdictKey } from "./verdict-key.ts";

const BY_HAND =
  "Nobody but a person can look here, so what was seen is attested. Nothing was changed. Attest it, on tiers 2 and 3.";
const NOT_WAITING =
  "Only what reads Self-checked waits for another person's eyes. Nothing was changed. Have it verified.";

/**
 * Why a person's look would settle nothing: where only people look it is an attestation, and that something is gone is a
 * person's to say only of what a look from too close has seen. That it is still there can be said of anything.
 */
export function lookRefusals(
  { observe }: Pick<Attestable, "observe">,
  key: VerdictKey | null,
  saw: Sighting["saw"],
): readonly DomainError[] {
  if (observe === "none" || observe === "manual") return [domainError("attestation_refused", { sentence: BY_HAND })];
  if (saw === "active" || key === "self_checked") return [];
  return [domainError("transition_refused", { sentence: NOT_WAITING })];
}
