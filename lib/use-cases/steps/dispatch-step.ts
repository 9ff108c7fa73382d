import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { addSteps } from "#db/queries/steps/add-steps.ts";
import { findUnacted } from "#db/queries/steps/find-stepless.ts";
import { lockSteps } from "#db/queries/steps/lock-steps.ts";
import { pullForward } from "#db/queries/steps/pull-forward.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { isOwnCase } from "../_kit/own-case.ts";
import { versionPassed } from "../_kit/version.ts";

const input = z.strictObject({ stepId: z.uuid() });

export interface StepDispatched {
  readonly caseId: string;
}

/** Acts on one item now, if its system may be acted on. */
export const dispatchStep = defineCommand<z.output<typeof input>, StepDispatched>({
  name: "step.dispatch",
  input,
  permission: "leaver:dispatch",
  touches: (_input, { caseId }) => [leaverTag(caseId)],
  run: async (tx, ctx, { stepId }) => {
    const [step] = await lockSteps(tx, [stepId]);
    if (step?.caseId == null || step.itemId === null) return refused(domainError("not_found"));
    if (isOwnCase(ctx.actor, step.subjectId)) return refused(domainError("own_case"));
    if (versionPassed(ctx, step.version)) return refused(domainError("version_conflict"));
    const { caseId, itemId } = step;
    const pulled = await pullForward(tx, { caseId, itemId, kind: "act" });
    const items = pulled > 0 ? [] : await findUnacted(tx, caseId, itemId);
    if (pulled + items.length === 0) return refused(domainError("observe_only"));
    const now = await readNow(tx);
    const add = { kind: "act", state: "ready", caseId, priority: 0, notBefore: now, ownerReason: null } as const;
    await addSteps(
      tx,
      items.map((item) => ({ ...add, ...item, id: ctx.newId(), ownerIdentityId: step.ownerIdentityId })),
    );
    const data = { item: idOf<"item">(itemId), steps: pulled + items.length };
    // Ids read from the rows of the step's case and item.
    const asked = { kind: "leaver.dispatch_asked", caseId: idOf<"case">(caseId), data } as const;
    return done({ caseId }, [asked], { wakes: true });
  },
});
