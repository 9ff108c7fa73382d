import type { VerdictInput } from "../verdict-input.ts";
import { finding, type Rule } from "./finding.ts";
import { freshUntil, staleFinding } from "./freshness.ts";
import type { Survey } from "./survey.ts";

/** True when no look ever saw it and no inventory found it. */
export function isUnseen(input: VerdictInput, survey: Survey): boolean {
  return input.foundAt === null && !survey.seen;
}

/** Never found: nothing was ever seen, and a complete read since the last claim finds nothing. */
export const neverFound: Rule = (input, survey) => {
  if (input.inventoriedAt === null || !isUnseen(input, survey)) return null;
  // Where nobody acted, whoever read is far enough from whoever acted.
  const look = survey.met ?? (survey.lastClaim === null ? survey.tooClose : null);
  if (look === null || look.presence !== "absent" || look.completeness !== "complete") return null;
  return (
    staleFinding(input, look.startedAt) ??
    finding("never_found", "nothing_found", null, freshUntil(input, look.startedAt))
  );
};
