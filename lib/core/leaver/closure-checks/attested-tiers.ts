import { type Blocker, blockerAbout } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** Tiers 0 and 1 close on observations alone; a tier that was raised since the attestation counts as raised. */
export function attestedTiers(facts: ClosureFacts): Blocker | null {
  const tooHigh = facts.items.filter(({ key, tier }) => key === "attested" && tier < 2);
  return blockerAbout(
    "attested_above_tier_2",
    tooHigh.map(({ item }) => item),
  );
}
