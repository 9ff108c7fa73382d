import { z } from "zod";
import { decideCandidate, lockCandidate } from "#db/queries/candidates/decide-candidate.ts";
import { domainError } from "#lib/core/errors.ts";
import { refused } from "#lib/core/result.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { versionPassed } from "../_kit/version.ts";
import type { CandidateDecided } from "./dismiss-candidate.ts";

const input = z.strictObject({ candidateId: z.uuid() });

/** Takes back that a candidate is not ours: it is among those that nobody listed again. */
export const takeBackDismissal = defineCommand<z.output<typeof input>, CandidateDecided>({
  name: "candidate.take_back",
  input,
  permission: "candidate:decide",
  touches: () => ["systems"],
  run: async (tx, ctx, { candidateId }) => {
    const candidate = await lockCandidate(tx, candidateId);
    if (candidate === undefined) return refused(domainError("not_found"));
    if (versionPassed(ctx, candidate.version)) return refused(domainError("version_conflict"));
    if (candidate.state !== "not_ours") return refused(domainError("transition_refused", { sentence: NOT_SAID }));
    const version = await decideCandidate(tx, candidateId, { state: "open", reason: null, by: null, systemId: null });
    return done({ version }, [{ kind: "candidate.taken_back", caseId: null, data: { candidate: candidateId } }]);
  },
});

const NOT_SAID = "Nobody said that it is not ours. Nothing was changed. Read the list again.";
