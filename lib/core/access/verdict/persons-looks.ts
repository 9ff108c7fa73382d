import type { Observation } from "../observation.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { sightOf } from "./sight.ts";

/**
 * The input with what people saw weighed: a person's look can lift what a machine had seen from too close, and nothing
 * else. Where no machine had found it gone before, since the last claim, a person's look is no more than a look by
 * whoever acted: otherwise one person's word would make an item Verified. Each look is weighed by what came before it
 * alone: a later fact never changes what an earlier one proved.
 */
export function weighPersonsLooks(input: VerdictInput): VerdictInput {
  const { observations } = input;
  if (!observations.some(({ origin }) => origin === "person")) return input;
  return {
    ...input,
    observations: observations.map((look) =>
      look.origin === "person" && !isBacked(look, input) ? { ...look, independence: "self" } : look,
    ),
  };
}

/** A machine found it gone after the last claim before the person's look, and no later than that look. */
function isBacked(seen: Observation, input: VerdictInput): boolean {
  const { observations, claims, coverage } = input;
  const last = claims.reduce(
    (latest, { at }) => (at <= seen.startedAt ? Math.max(latest, at) : latest),
    Number.NEGATIVE_INFINITY,
  );
  const cutoff = last + coverage.freshness;
  return observations.some(
    (look) =>
      look.origin !== "person" &&
      look.startedAt > cutoff &&
      look.startedAt <= seen.startedAt &&
      sightOf(look, input) === "met",
  );
}
