import { z } from "zod";
import { lockSystem } from "#db/queries/systems/lock-system.ts";
import { setActing as save } from "#db/queries/systems/set-acting.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { systemTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { versionPassed } from "../_kit/version.ts";

const input = z.strictObject({ systemId: z.uuid(), acting: z.boolean() });

export interface ActingSet {
  readonly acting: boolean;
  readonly version: number;
}

/** Switches acting on a system on or off. Off, Closeout only looks: every step to act waits for a person. */
export const setActing = defineCommand<z.output<typeof input>, ActingSet>({
  name: "system.set_acting",
  input,
  permission: "system:switch_acting",
  touches: ({ systemId }) => ["systems", systemTag(systemId)],
  run: async (tx, ctx, { systemId, acting }) => {
    const system = await lockSystem(tx, systemId);
    if (system === undefined) return refused(domainError("not_found"));
    if (versionPassed(ctx, system.version)) return refused(domainError("version_conflict"));
    const version = await save(tx, systemId, acting);
    // The id is the system's own.
    const data = { system: idOf<"system">(systemId), acting };
    return done({ acting, version }, [{ kind: "system.acting_switched", caseId: null, data }]);
  },
});
