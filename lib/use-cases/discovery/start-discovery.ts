import { z } from "zod";
import { lastWholeRun, startRun } from "#db/queries/discovery/start-run.ts";
import { lockSystem } from "#db/queries/systems/lock-system.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { systemTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";

export const discoveryBody = z.strictObject({
  mode: z.enum(["full", "changes"]).default("full").meta({
    description: "changes: only what changed since the last run that saw everybody, where the system can say that.",
  }),
});

const input = discoveryBody.extend({ systemId: z.uuid() });

export interface DiscoveryAsked {
  readonly runId: string;
}

/** Asks the worker to list every account of a system, page by page. Nothing is changed there; one run at a time. */
export const startDiscovery = defineCommand<z.output<typeof input>, DiscoveryAsked>({
  name: "discovery.start",
  input,
  permission: "system:check",
  touches: ({ systemId }) => [systemTag(systemId)],
  run: async (tx, ctx, { systemId, mode }) => {
    const system = await lockSystem(tx, systemId);
    if (system === undefined) return refused(domainError("not_found"));
    if (system.connector === null || system.retired) return refused(domainError("system_not_connected"));
    const manifest = ctx.connectors.find(system.connector)?.manifest;
    // Where a system cannot say what changed, or nobody has seen everybody yet, everybody is asked for.
    const since = mode === "changes" && manifest?.changesSince === true ? await lastWholeRun(tx, systemId) : null;
    const run = { id: ctx.newId(), systemId, askedBy: accountableText(ctx.actor), changedSince: since };
    const runId = await startRun(tx, run);
    const data = { run: runId, system: idOf<"system">(systemId), changedSince: since };
    return done({ runId }, [{ kind: "discovery.asked", caseId: null, data }], { wakes: true });
  },
});
