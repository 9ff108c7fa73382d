import type { Instant } from "../instant.ts";

/** Where use of a system shows besides the inventory. */
export const SIGHTING_CHANNELS = ["assignment", "consent", "sign_in", "expense"] as const;
export type SightingChannel = (typeof SIGHTING_CHANNELS)[number];

/** `not_ours`: somebody said so, with a reason. `added`: it is a system of the inventory. */
export const CANDIDATE_STATES = ["open", "not_ours", "added"] as const;
export type CandidateState = (typeof CANDIDATE_STATES)[number];

/** What decides whether a candidate is shown as listed by nobody. */
export interface CandidateStanding {
  readonly state: CandidateState;
  readonly keys: readonly string[];
  /** Leavers whose use came to light only after it was said not to be ours. */
  readonly leaversSince: number;
}

/** `open`: nobody listed it. `again`: said not to be ours, and seen since in use by somebody who leaves. */
export type CandidatePlace = "open" | "again" | "not_ours" | "listed";

/**
 * Where a candidate stands. What goes by a name of a listed system is listed, whatever was decided before. "Not ours" is
 * said of what was known then: it comes again when a further leaver is seen using it, and not for more of the same.
 */
export function candidatePlace(candidate: CandidateStanding, listed: ReadonlySet<string>): CandidatePlace {
  if (candidate.keys.some((key) => listed.has(key))) return "listed";
  if (candidate.state !== "not_ours") return "open";
  return candidate.leaversSince > 0 ? "again" : "not_ours";
}

/** How much use a source shows, and of how many of those it is known whether they leave. */
export interface UsedBy {
  /** null: no source names a person. */
  readonly people: number | null;
  /** Of these, leavers; null where no source names a person: then it is not known. */
  readonly leavers: number | null;
  /** Seats as the latest statement counts them; null where none does. */
  readonly seats: number | null;
}

/** Use by a person, at its earliest; null where the source states no time. */
export interface LeaverUse {
  readonly seenAt: Instant | null;
}
