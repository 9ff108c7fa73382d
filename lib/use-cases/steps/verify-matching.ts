import { z } from "zod";
import { countMatching, findMatching } from "#db/queries/steps/find-matching.ts";
import { domainError } from "#lib/core/errors.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { COUNTED_MAX } from "#lib/core/views/counted.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { lookNow } from "../_kit/look-now.ts";
import { isOwnCase } from "../_kit/own-case.ts";
import { verificationAsked } from "../_kit/verification-asked.ts";
import { pickedInput, whichSteps } from "./which-steps.ts";

const STEPS_MAX = 500;

const input = z.strictObject({
  ...pickedInput,
  seen: z
    .int()
    .min(0)
    .nullable()
    .meta({ description: "How many the caller saw match; null where the list counted no further than 1,000." }),
});

export interface MatchingVerified {
  /** Looks that are due now. */
  readonly looks: number;
  /** Steps that no connector can look at, or that are of the asker's own case. */
  readonly without: number;
  /** Steps that match and were not asked: one call asks for 500 at most, the most urgent. */
  readonly notAsked: number;
  readonly caseIds: readonly string[];
}

/** Looks again, now, at what the steps that match are about. What no connector can look at is told, never passed over. */
export const verifyMatching = defineCommand<z.output<typeof input>, MatchingVerified>({
  name: "step.verify_matching",
  input,
  permission: "leaver:verify",
  touches: (_input, { caseIds }) => ["leavers", ...caseIds.map(leaverTag)],
  run: async (tx, ctx, which) => {
    const { open } = whichSteps(ctx.actor, which);
    const count = await countMatching(tx, open);
    const asSeen = which.seen === null ? count > COUNTED_MAX - which.except.length : count === which.seen;
    if (!asSeen) return refused(domainError("version_conflict", { path: "seen" }));
    const steps = await findMatching(tx, open, null, STEPS_MAX);
    const asked = steps.filter((step) => step.itemId !== null && !isOwnCase(ctx.actor, step.subjectId));
    const looks = await lookNow(
      tx,
      ctx,
      asked.flatMap((step) => step.itemId ?? []),
    );
    const [first, ...rest] = verificationAsked(asked);
    if (first === undefined || looks === 0) return refused(domainError("system_not_connected"));
    const caseIds = [...new Set(asked.map((step) => step.caseId))];
    const without = Math.max(0, steps.length - looks);
    return done({ looks, without, notAsked: count - steps.length, caseIds }, [first, ...rest], { wakes: true });
  },
});
