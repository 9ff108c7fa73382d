import { z } from "zod";
import { enqueueCheck } from "#db/queries/systems/enqueue-check.ts";
import { lockSystem } from "#db/queries/systems/lock-system.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { systemTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";

const input = z.strictObject({ systemId: z.uuid() });

export interface CheckAsked {
  /** Step whose answer is the check's. */
  readonly stepId: string;
}

/** Asks the worker to reach a system with its credentials and to learn its dialect. Nothing is changed there. */
export const checkSystem = defineCommand<z.output<typeof input>, CheckAsked>({
  name: "system.check",
  input,
  permission: "system:check",
  touches: ({ systemId }) => [systemTag(systemId)],
  run: async (tx, ctx, { systemId }) => {
    const system = await lockSystem(tx, systemId);
    if (system === undefined) return refused(domainError("not_found"));
    if (system.connector === null || system.retired) return refused(domainError("system_not_connected"));
    const stepId = await enqueueCheck(tx, ctx.newId(), systemId);
    // The id is the system's own.
    const data = { system: idOf<"system">(systemId), step: stepId };
    return done({ stepId }, [{ kind: "system.check_asked", caseId: null, data }], { wakes: true });
  },
});
