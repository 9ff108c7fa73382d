import { z } from "zod";
import { findStepAnswer } from "#db/queries/steps/find-answer.ts";
import { domainError } from "#lib/core/errors.ts";
import { ok, refused } from "#lib/core/result.ts";
import { defineQuery } from "../_kit/query.ts";

const input = z.strictObject({ stepId: z.uuid() });

export interface CheckAnswer {
  readonly stepId: string;
  readonly state: "waiting" | "ended";
  /** What the check found; null while it waits. */
  readonly report: unknown;
}

/** Reads what a check came to. */
export const readCheck = defineQuery<z.output<typeof input>, CheckAnswer>({
  name: "system.read_check",
  input,
  permission: "system:read",
  run: async (tx, _ctx, { stepId }) => {
    const step = await findStepAnswer(tx, stepId);
    if (step === undefined) return refused(domainError("not_found"));
    const ended = step.state === "ended" || step.state === "cancelled";
    return ok({ stepId, state: ended ? "ended" : "waiting", report: step.result });
  },
});
