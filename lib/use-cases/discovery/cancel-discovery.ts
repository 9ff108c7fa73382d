import { z } from "zod";
import { cancelRunStep, endRun } from "#db/queries/discovery/end-run.ts";
import { countSeen } from "#db/queries/discovery/name-leavers.ts";
import { readRuns } from "#db/queries/discovery/read-runs.ts";
import { lockSystem } from "#db/queries/systems/lock-system.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { systemTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";

const input = z.strictObject({ systemId: z.uuid() });

/** Stops the listing of a system. What it listed stays; nobody is called gone from it. */
export const cancelDiscovery = defineCommand<z.output<typeof input>, { readonly runId: string }>({
  name: "discovery.cancel",
  input,
  permission: "system:check",
  touches: ({ systemId }) => [systemTag(systemId)],
  run: async (tx, _ctx, { systemId }) => {
    const system = await lockSystem(tx, systemId);
    const run = (await readRuns(tx, systemId, 1)).find((one) => one.state === "running");
    if (system === undefined || run === undefined) return refused(domainError("not_found"));
    // The step first: whoever holds it writes no further page once its lease is gone.
    await cancelRunStep(tx, run.id);
    const counts = await countSeen(tx, run);
    const end = { state: "cancelled", complete: false, gone: 0, ...counts };
    await endRun(tx, { id: run.id, failure: null, ...end });
    const data = { run: run.id, system: idOf<"system">(systemId), pages: run.pages, ...end };
    return done({ runId: run.id }, [{ kind: "discovery.ended", caseId: null, data }]);
  },
});
