import type { Observation } from "../observation.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { survey } from "./survey.ts";

type Placed = Pick<VerdictInput, "placeSince">;

/** Whether a look began where the connection leads now. */
export function isHere({ startedAt }: Pick<Observation, "startedAt">, { placeSince }: Placed): boolean {
  return startedAt > (placeSince ?? Number.NEGATIVE_INFINITY);
}

/** The input as it stood where the connection led before; null when it has always led where it does. */
export function ofFormerPlace(input: VerdictInput): VerdictInput | null {
  if ((input.placeSince ?? null) === null) return null;
  return { ...input, observations: input.observations.filter((look) => !isHere(look, input)) };
}

/**
 * The input as far as it speaks of where the connection leads now. What our own calls removed before, they removed
 * elsewhere: found here, that contradicts nobody. People's and tools' claims stand: they are about the system. So do
 * attestations, but for those that a look from before the change had contradicted already.
 */
export function ofThisPlace(input: VerdictInput): VerdictInput {
  const former = ofFormerPlace(input);
  if (former === null) return input;
  const { lastUsableEnd } = survey(former);
  const since = input.placeSince ?? Number.NEGATIVE_INFINITY;
  const ownCalls = (claim: VerdictInput["claims"][number]) => claim.source === "connector" && claim.at <= since;
  return {
    ...input,
    observations: input.observations.filter((look) => isHere(look, input)),
    claims: isLeftBehind(input) ? input.claims : input.claims.filter((claim) => !ownCalls(claim)),
    attestations: input.attestations.filter(({ seenAt }) => seenAt > lastUsableEnd),
  };
}

/**
 * True for what was found where the connection led before, until the person is found with it where it leads now: an
 * answer about the same id says nothing, there may be no such id, or it may be somebody else's.
 */
export function isLeftBehind(input: VerdictInput): boolean {
  const { placeSince = null, foundHereAt = null, foundAt } = input;
  if (placeSince === null || (foundHereAt !== null && foundHereAt > placeSince)) return false;
  if (foundAt !== null) return foundAt <= placeSince;
  const former = ofFormerPlace(input);
  return former !== null && survey(former).seen;
}
