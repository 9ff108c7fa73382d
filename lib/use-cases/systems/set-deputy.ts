import { z } from "zod";
import { isPresent } from "#db/queries/identities/is-present.ts";
import { lockSystem } from "#db/queries/systems/lock-system.ts";
import { setSystemDeputy } from "#db/queries/systems/set-owner.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { systemTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { versionPassed } from "../_kit/version.ts";

const input = z.strictObject({
  systemId: z.uuid(),
  deputyId: z.uuid().nullable().meta({ description: "Identity of the deputy; null: none." }),
});

export interface DeputySet {
  readonly version: number;
}

const SAME = "The owner cannot stand in for themselves. Nothing was changed. Choose another deputy.";

/** Says who stands in for a system's owner. Steps that come later go to the deputy where there is no owner. */
export const setDeputy = defineCommand<z.output<typeof input>, DeputySet>({
  name: "system.set_deputy",
  input,
  permission: "step:assign",
  touches: ({ systemId }) => ["systems", systemTag(systemId)],
  run: async (tx, ctx, { systemId, deputyId }) => {
    const system = await lockSystem(tx, systemId);
    if (system === undefined) return refused(domainError("not_found"));
    if (versionPassed(ctx, system.version)) return refused(domainError("version_conflict"));
    if (deputyId !== null && deputyId === system.ownerIdentityId)
      return refused(domainError("input_invalid", { path: "deputyId", sentence: SAME }));
    if (deputyId !== null && !(await isPresent(tx, deputyId)))
      return refused(domainError("owner_unknown", { path: "deputyId" }));
    const version = await setSystemDeputy(tx, systemId, deputyId);
    // The id is the system's own.
    const data = { system: idOf<"system">(systemId), owner: system.ownerIdentityId, deputy: deputyId };
    return done({ version }, [{ kind: "system.owner_changed", caseId: null, data }]);
  },
});
