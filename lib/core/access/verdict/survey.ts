import { NEVER } from "../../instant.ts";
import type { Claim, ClaimState } from "../claim.ts";
import type { Observation } from "../observation.ts";
import type { VerdictInput } from "../verdict-input.ts";
import type { Doubt } from "./goal-test.ts";
import { isFarEnough, sightOf } from "./sight.ts";

/** The facts of one item boiled down in one pass each, whatever order they came in. Times are NEVER when there is none. */
export interface Survey {
  /** The latest claim or attempt of anybody; of several at one time the one that promises least. */
  lastClaim: Claim | null;
  lastRemovalClaimAt: number;
  lastRemovalOrAttemptAt: number;
  /** Only a look that started after this can close anything: last claim or attempt plus freshness. */
  cutoff: number;
  lastUsable: Observation | null;
  lastUsableEnd: number;
  lastUsableBeforeInventory: number;
  /** Newest look that found it not usable, yet not gone as the goal asks. */
  lastLingers: Observation | null;
  lastLingersStart: number;
  /** True when any look saw it there, in whatever state. */
  seen: boolean;
  /** Start of the newest look that found it gone or lingering, by whomever. */
  lastGoneStart: number;
  /** Newest look that meets the goal and counts. */
  met: Observation | null;
  /** Newest look that would count if the observer stood far enough from whoever acted. */
  tooClose: Observation | null;
  /** Newest look that settles nothing. */
  doubtStart: number;
  doubt: Doubt | null;
}

const CLAIM_RANK: Readonly<Record<ClaimState, number>> = {
  removed: 0,
  already_absent: 1,
  attempted: 2,
  failed: 3,
  refused: 4,
  still_present: 5,
};

/** Boils the facts down. Order and duplicates of facts do not show in the result. */
export function survey(input: VerdictInput): Survey {
  const made: Survey = {
    lastClaim: null,
    lastRemovalClaimAt: NEVER,
    lastRemovalOrAttemptAt: NEVER,
    cutoff: NEVER,
    lastUsable: null,
    lastUsableEnd: NEVER,
    lastUsableBeforeInventory: NEVER,
    lastLingers: null,
    lastLingersStart: NEVER,
    seen: false,
    lastGoneStart: NEVER,
    met: null,
    tooClose: null,
    doubtStart: NEVER,
    doubt: null,
  };
  for (const claim of input.claims) addClaim(made, claim);
  if (made.lastClaim !== null) made.cutoff = made.lastClaim.at + input.coverage.freshness;
  for (const look of input.observations) addLook(made, look, input);
  for (const look of input.observations) addMet(made, look, input);
  return made;
}

function addClaim(made: Survey, claim: Claim): void {
  const last = made.lastClaim;
  if (
    last === null ||
    claim.at > last.at ||
    (claim.at === last.at && CLAIM_RANK[claim.state] > CLAIM_RANK[last.state])
  ) {
    made.lastClaim = claim;
  }
  const removal = isRemovalClaim(claim);
  if (removal && claim.at > made.lastRemovalClaimAt) made.lastRemovalClaimAt = claim.at;
  if ((removal || claim.state === "attempted") && claim.at > made.lastRemovalOrAttemptAt) {
    made.lastRemovalOrAttemptAt = claim.at;
  }
}

/** True when the claim says that the access is gone. */
export function isRemovalClaim(claim: Claim): boolean {
  return claim.state === "removed" || claim.state === "already_absent";
}

function addLook(made: Survey, look: Observation, input: VerdictInput): void {
  const sight = sightOf(look, input);
  if (sight === "usable" || (look.completeness !== "failed" && isThere(look))) made.seen = true;
  switch (sight) {
    case "usable":
      addUsable(made, look, input);
      break;
    case "lingers":
      addLingers(made, look);
      made.lastGoneStart = Math.max(made.lastGoneStart, look.startedAt);
      break;
    case "met":
      made.lastGoneStart = Math.max(made.lastGoneStart, look.startedAt);
      break;
    default:
      addDoubt(made, look, sight);
  }
}

function addUsable(made: Survey, look: Observation, input: VerdictInput): void {
  const last = made.lastUsable;
  const recreated = look.facts.recreatedAs !== undefined;
  if (last === null || look.startedAt > last.startedAt || (look.startedAt === last.startedAt && recreated)) {
    made.lastUsable = look;
  }
  made.lastUsableEnd = Math.max(made.lastUsableEnd, look.startedAt, look.endedAt);
  if (input.inventoriedAt !== null && look.startedAt <= input.inventoriedAt) {
    made.lastUsableBeforeInventory = Math.max(made.lastUsableBeforeInventory, look.startedAt);
  }
}

function isThere(look: Observation): boolean {
  return look.presence === "active" || look.presence === "disabled";
}

function addLingers(made: Survey, look: Observation): void {
  if (look.startedAt <= made.lastLingersStart) return;
  made.lastLingers = look;
  made.lastLingersStart = look.startedAt;
}

function addDoubt(made: Survey, look: Observation, doubt: Doubt): void {
  const later = look.startedAt > made.doubtStart;
  if (later || (look.startedAt === made.doubtStart && (made.doubt === null || doubt < made.doubt))) {
    made.doubtStart = look.startedAt;
    made.doubt = doubt;
  }
}

/**
 * Whether the look found it at its goal after every claim, and nothing has been seen otherwise since.
 * A look that overlaps a usable one proves nothing gone: the usable answer may be the later of the two.
 * A look from after `now` has a broken clock behind it.
 */
export function meetsFinally(look: Observation, input: VerdictInput, survey: Survey): boolean {
  if (look.startedAt <= survey.cutoff || look.startedAt <= survey.lastUsableEnd) return false;
  if (look.startedAt <= survey.lastLingersStart || look.startedAt > input.now) return false;
  return sightOf(look, input) === "met";
}

function addMet(made: Survey, look: Observation, input: VerdictInput): void {
  if (!meetsFinally(look, input, made)) return;
  if (isFarEnough(look, input)) made.met = newer(made.met, look);
  else made.tooClose = newer(made.tooClose, look);
}

/** The newer look; of two that started together the one that proves less, so that order cannot decide. */
function newer(held: Observation | null, look: Observation): Observation {
  if (held === null || look.startedAt !== held.startedAt) {
    return held !== null && held.startedAt > look.startedAt ? held : look;
  }
  return strength(look) < strength(held) ? look : held;
}

function strength(look: Observation): number {
  const presence = look.presence === "absent" ? 4 : look.presence === "disabled" ? 2 : 0;
  return (look.facts.revivedByRule === true ? 0 : 8) + presence + (look.completeness === "complete" ? 1 : 0);
}
