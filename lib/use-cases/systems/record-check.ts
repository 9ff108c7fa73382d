import { endSteps } from "#db/queries/steps/end-steps.ts";
import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import { recordCheck as record } from "#db/queries/systems/record-check.ts";
import type { CheckReport } from "#lib/connectors/contract.ts";
import { idOf } from "#lib/core/ids.ts";
import { systemTag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { executeBatch } from "../_kit/batch.ts";

/** Writes what a check of a system learned, and answers the step that asked for it. */
export function recordCheck(ctx: Ctx, step: LeasedStep, report: CheckReport): Promise<void> {
  return executeBatch(ctx, async (tx) => {
    const { reachable, authorised, findings, dialect } = report;
    const answer = { reachable, authorised, findings };
    await endSteps(tx, [
      { id: step.id, fence: step.fence, state: "ended", notBefore: null, attempts: null, result: answer },
    ]);
    await record(tx, { systemId: step.systemId, ok: reachable && authorised, findings, dialect });
    const data = { system: idOf<"system">(step.systemId), reachable, authorised };
    return {
      wrote: true,
      result: undefined,
      evidence: [{ kind: "system.checked", caseId: null, data }],
      touches: ["systems", systemTag(step.systemId)],
    };
  });
}
