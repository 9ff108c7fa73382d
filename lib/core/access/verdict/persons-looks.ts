import type { VerdictInput } from "../verdict-input.ts";
import { sightOf } from "./sight.ts";

/**
 * The input with what people saw weighed: a person's look can lift what a machine saw from too close, and nothing else.
 * Without a machine that found it gone since the last claim, a person's look is no more than a look by whoever acted:
 * otherwise one person's word would make an item Verified.
 */
export function weighPersonsLooks(input: VerdictInput): VerdictInput {
  const { observations, claims, coverage } = input;
  if (!observations.some(({ origin }) => origin === "person")) return input;
  const last = claims.reduce((latest, { at }) => Math.max(latest, at), Number.NEGATIVE_INFINITY);
  const cutoff = last + coverage.freshness;
  const backed = observations.some(
    (look) => look.origin !== "person" && look.startedAt > cutoff && sightOf(look, input) === "met",
  );
  if (backed) return input;
  return {
    ...input,
    observations: observations.map((look) => (look.origin === "person" ? { ...look, independence: "self" } : look)),
  };
}
