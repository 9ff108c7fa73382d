import { z } from "zod";
import { lockSystem } from "#db/queries/systems/lock-system.ts";
import { domainError } from "#lib/core/errors.ts";
import { refused } from "#lib/core/result.ts";
import { systemTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { stopRun } from "../_kit/stop-run.ts";

const input = z.strictObject({ systemId: z.uuid() });

/** Stops the listing of a system. What it listed stays; nobody is called gone from it. */
export const cancelDiscovery = defineCommand<z.output<typeof input>, { readonly runId: string }>({
  name: "discovery.cancel",
  input,
  permission: "system:check",
  touches: ({ systemId }) => [systemTag(systemId)],
  run: async (tx, _ctx, { systemId }) => {
    const system = await lockSystem(tx, systemId);
    const stopped = system === undefined ? undefined : await stopRun(tx, systemId);
    if (stopped === undefined) return refused(domainError("not_found"));
    return done({ runId: stopped.runId }, [stopped.entry]);
  },
});
