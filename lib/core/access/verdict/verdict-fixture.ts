import { instant } from "../../instant.ts";
import type { Claim } from "../claim.ts";
import type { Observation } from "../observation.ts";
import type { Attestation, Coverage, VerdictInput } from "../verdict-input.ts";

/**
 * Times of the tests, in microseconds. Freshness is 100, a look holds for 10,000, T0 is 1,000 and the item is due
 * at 5,000. The inventory ended at 500, and found the item at 400.
 */
export const AT = { found: 400, inventoried: 500, effective: 1_000, due: 5_000, freshness: 100, staleAfter: 10_000 };

export const COVERAGE: Coverage = {
  exists: "yes",
  existsUntil: null,
  observe: "connector",
  act: "connector",
  freshness: AT.freshness,
  staleAfter: AT.staleAfter,
};

/** An account found at inventory, of which nothing else is known. */
export const INPUT: VerdictInput = {
  layer: "account",
  goal: "disabled",
  tier: 1,
  effectiveAt: instant(AT.effective),
  dueAt: instant(AT.due),
  foundAt: instant(AT.found),
  inventoriedAt: instant(AT.inventoried),
  createdAt: null,
  acting: false,
  closedAt: null,
  coverage: COVERAGE,
  minIndependence: "same_credential",
  claims: [],
  observations: [],
  attestations: [],
  exception: null,
  hold: null,
  siblings: [],
  now: instant(4_000),
};

/** A look that took 10 microseconds: complete, direct, by the credential that acted. */
export function look(at: number, presence: Observation["presence"], more: Partial<Observation> = {}): Observation {
  return {
    startedAt: instant(at),
    endedAt: instant(at + 10),
    presence,
    completeness: "lookup",
    independence: "same_credential",
    origin: "direct_read",
    facts: {},
    ...more,
  };
}

export function claim(at: number, state: Claim["state"] = "removed", actor = "anna"): Claim {
  return { state, source: "person", at: instant(at), actor };
}

export function attestation(seenAt: number, more: Partial<Attestation> = {}): Attestation {
  return {
    seenAt: instant(seenAt),
    recordedAt: instant(seenAt + 1),
    by: "ben",
    saw: "absent",
    artefact: "a".repeat(64),
    ...more,
  };
}
