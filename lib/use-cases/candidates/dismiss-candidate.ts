import { z } from "zod";
import { decideCandidate, lockCandidate } from "#db/queries/candidates/decide-candidate.ts";
import { domainError } from "#lib/core/errors.ts";
import { refused } from "#lib/core/result.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { text } from "../_kit/text.ts";
import { versionPassed } from "../_kit/version.ts";

/** Why it is not ours, without the candidate. */
export const dismissBody = z.strictObject({ reason: text(500) });

const input = dismissBody.extend({ candidateId: z.uuid() });

export interface CandidateDecided {
  readonly version: number;
}

/**
 * Says that a candidate is not ours, and why. What was seen of it stays, and so does who said it. It comes again when a
 * leaver is seen using it who was not known to when this was said.
 */
export const dismissCandidate = defineCommand<z.output<typeof input>, CandidateDecided>({
  name: "candidate.dismiss",
  input,
  permission: "candidate:decide",
  touches: () => ["systems"],
  run: async (tx, ctx, { candidateId, reason }) => {
    const candidate = await lockCandidate(tx, candidateId);
    if (candidate === undefined) return refused(domainError("not_found"));
    if (versionPassed(ctx, candidate.version)) return refused(domainError("version_conflict"));
    if (candidate.state === "added") return refused(domainError("transition_refused", { sentence: ADDED }));
    const by = accountableText(ctx.actor);
    const version = await decideCandidate(tx, candidateId, { state: "not_ours", reason, by, systemId: null });
    return done({ version }, [{ kind: "candidate.dismissed", caseId: null, data: { candidate: candidateId } }]);
  },
});

const ADDED = "It is in the inventory already. Nothing was changed. See its page under Systems.";
