import { type Instant, plusBounded } from "../instant.ts";
import type { Claim } from "./claim.ts";
import type { Observation } from "./observation.ts";
import type { Doubt } from "./verdict/goal-test.ts";
import { isHere, isLeftBehind } from "./verdict/place.ts";
import { isFarEnough, sightOf } from "./verdict/sight.ts";
import { isRemovalClaim } from "./verdict/survey.ts";
import type { VerdictInput } from "./verdict-input.ts";
import type { VerdictReason } from "./verdict-reason.ts";

/** What later looks made of a claim of removal, closed; loudest first. Unknown is never `confirmed`. */
export const CLAIM_STANDINGS = ["contradicted", "cannot_check", "awaiting_look", "confirmed"] as const;
export type ClaimStanding = (typeof CLAIM_STANDINGS)[number];

/** Where one claim stands, and the look that says so. */
export interface StandingFinding {
  readonly standing: ClaimStanding;
  readonly reason: VerdictReason;
  /** Newest look that contradicts it, or newest that confirms it; null where no look settles anything. */
  readonly look: Observation | null;
  /** It was confirmed first, and the access was seen usable again afterwards. Counted with the contradicted, told apart. */
  readonly cameBack: boolean;
  /** Until when it may await a look; null when it does not await one. */
  readonly until: Instant | null;
}

/**
 * Judges one claim by what was seen after it. Only a look that started after the claim plus freshness counts: an earlier
 * one may show the state from before. Seen usable by any such look, it is contradicted, and stays so: what is removed
 * later does not make the earlier statement true.
 * @returns null when the claim does not say that the access is gone
 */
export function claimStanding(claim: Claim, input: VerdictInput): StandingFinding | null {
  if (!isRemovalClaim(claim)) return null;
  const cutoff = plusBounded(claim.at, input.coverage.freshness);
  const looks = input.observations.filter((look) => look.startedAt > cutoff);
  const here = looks.filter((look) => isHere(look, input));
  if (isLeftBehind(input)) {
    const before = looks.filter((look) => !isHere(look, input));
    return contradiction(before, input) ?? { ...NOTHING_SEEN, standing: "cannot_check", reason: "leads_elsewhere" };
  }
  return contradiction(looks, input) ?? confirmation(here, input) ?? doubt(here, input) ?? unseen(cutoff, input);
}

const NOTHING_SEEN = { look: null, cameBack: false, until: null } as const;

function contradiction(looks: readonly Observation[], input: VerdictInput): StandingFinding | null {
  const usable = looks.filter((look) => sightOf(look, input) === "usable");
  const newest = usable.reduce<Observation | null>(newer, null);
  if (newest === null) return null;
  const first = Math.min(...usable.map((look) => look.startedAt));
  const cameBack = looks.some(
    (look) => look.endedAt < first && sightOf(look, input) === "met" && isFarEnough(look, input),
  );
  const recreated = newest.facts.recreatedAs !== undefined;
  const found = recreated ? "recreated" : "claim_contradicted";
  const again = recreated ? "recreated_after_verified" : "usable_after_verified";
  return { standing: "contradicted", reason: cameBack ? again : found, look: newest, cameBack, until: null };
}

/**
 * A look that overlaps a usable one from before proves nothing gone, and one from after `now` has a broken clock behind
 * it. What lingers or would be granted again is not gone as the goal asks: such a claim is not confirmed.
 */
function confirmation(looks: readonly Observation[], input: VerdictInput): StandingFinding | null {
  const usableEnd = lastEnd(input.observations, input);
  const fit = looks.filter((look) => look.startedAt > usableEnd && look.startedAt <= input.now);
  const met = fit.filter((look) => sightOf(look, input) === "met").reduce<Observation | null>(newer, null);
  const lingers = fit.filter((look) => sightOf(look, input) === "lingers").reduce<Observation | null>(newer, null);
  if (lingers !== null && (met === null || lingers.startedAt >= met.startedAt)) {
    return unconfirmed("lingers_disabled", lingers);
  }
  if (met === null) return null;
  const same = fit.filter((look) => sightOf(look, input) === "met" && isFarEnough(look, input));
  const confirmed = same.reduce<Observation | null>(newer, null);
  if (confirmed === null) return unconfirmed("seen_by_too_close", met);
  if (met.facts.revivedByRule === true) return unconfirmed("rule_revives", met);
  return { standing: "confirmed", reason: "seen_gone", look: confirmed, cameBack: false, until: null };
}

function unconfirmed(reason: VerdictReason, look: Observation): StandingFinding {
  return { standing: "cannot_check", reason, look, cameBack: false, until: null };
}

/** The newest look that settles nothing, where none settled it. */
function doubt(looks: readonly Observation[], input: VerdictInput): StandingFinding | null {
  const newest = looks
    .filter((look) => isDoubt(look, input))
    .reduce<Observation | null>((held, look) => newerDoubt(held, look, input), null);
  if (newest === null) return null;
  const sight = sightOf(newest, input);
  // `isDoubt` left the sights that settle something out; the compiler does not follow it.
  return unconfirmed(sight as Doubt, newest);
}

/** Of two that started together and saw the same, one reason is given in whatever order they came. */
function newerDoubt(held: Observation | null, look: Observation, input: VerdictInput): Observation {
  const alike = held !== null && held.startedAt === look.startedAt && weight(held) === weight(look);
  if (!alike) return newer(held, look);
  return sightOf(look, input) < sightOf(held, input) ? look : held;
}

function isDoubt(look: Observation, input: VerdictInput): boolean {
  const sight = sightOf(look, input);
  return sight !== "usable" && sight !== "met" && sight !== "lingers";
}

/** Nobody has looked since: it awaits a look for as long as a look would hold, where there is any means to look. */
function unseen(cutoff: Instant, input: VerdictInput): StandingFinding {
  if (input.coverage.observe === "none")
    return { standing: "cannot_check", reason: "no_means_to_look", ...NOTHING_SEEN };
  const until = plusBounded(cutoff, input.coverage.staleAfter);
  if (input.now > until) return { standing: "cannot_check", reason: "not_read", ...NOTHING_SEEN };
  return { standing: "awaiting_look", reason: "awaiting_look", ...NOTHING_SEEN, until };
}

function lastEnd(looks: readonly Observation[], input: VerdictInput): number {
  return looks
    .filter((look) => sightOf(look, input) === "usable")
    .reduce((last, look) => Math.max(last, look.startedAt, look.endedAt), Number.NEGATIVE_INFINITY);
}

/** The newer look; of two that started together the same one in whatever order they came. */
function newer(held: Observation | null, look: Observation): Observation {
  if (held === null) return look;
  if (look.startedAt !== held.startedAt) return look.startedAt > held.startedAt ? look : held;
  return weight(look) > weight(held) ? look : held;
}

const PRESENCE_WEIGHT: Readonly<Record<Observation["presence"], number>> = {
  unknown: 3,
  active: 2,
  disabled: 1,
  absent: 0,
};

/** Of looks that started together the one that proves least gone. */
function weight(look: Observation): number {
  const recreated = look.facts.recreatedAs !== undefined ? 16 : 0;
  const revived = look.facts.revivedByRule === true ? 8 : 0;
  return recreated + revived + PRESENCE_WEIGHT[look.presence];
}

/** Where the claims of one tool on one item stand together, and the claim that decides. */
export interface ToolStanding extends StandingFinding {
  readonly claim: Claim;
}

/**
 * All claims of one tool on one item count once: contradicted when any of them was, by the earliest that was; else as
 * the latest stands. One that was confirmed first and came back counts where none was false from the start.
 * @returns null when none of them says that the access is gone
 */
export function toolStanding(claims: readonly Claim[], input: VerdictInput): ToolStanding | null {
  const judged = claims
    .flatMap((claim): ToolStanding[] => {
      const found = claimStanding(claim, input);
      return found === null ? [] : [{ ...found, claim }];
    })
    .sort((one, other) => one.claim.at - other.claim.at);
  const contradicted = judged.filter((one) => one.standing === "contradicted");
  return contradicted.find((one) => !one.cameBack) ?? contradicted[0] ?? judged.at(-1) ?? null;
}
