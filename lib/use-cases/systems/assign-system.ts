import { z } from "zod";
import { isPresent } from "#db/queries/identities/is-present.ts";
import { assignSteps } from "#db/queries/steps/assign-steps.ts";
import { lockSystem } from "#db/queries/systems/lock-system.ts";
import { findUnownedSteps, setSystemOwner } from "#db/queries/systems/set-owner.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag, systemTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { versionPassed } from "../_kit/version.ts";

const input = z.strictObject({
  systemId: z.uuid(),
  ownerId: z.uuid().meta({ description: "Identity of the new owner." }),
});

export interface SystemAssigned {
  readonly version: number;
  /** Steps that had no owner and have one now. */
  readonly steps: number;
  readonly caseIds: readonly string[];
}

/** Gives a system an owner, and with it every step of the system that nobody owns. */
export const assignSystem = defineCommand<z.output<typeof input>, SystemAssigned>({
  name: "system.assign",
  input,
  permission: "step:assign",
  touches: ({ systemId }, { caseIds }) => ["leavers", "systems", systemTag(systemId), ...caseIds.map(leaverTag)],
  run: async (tx, ctx, { systemId, ownerId }) => {
    const system = await lockSystem(tx, systemId);
    if (system === undefined) return refused(domainError("not_found"));
    if (versionPassed(ctx, system.version)) return refused(domainError("version_conflict"));
    if (!(await isPresent(tx, ownerId))) return refused(domainError("owner_unknown", { path: "ownerId" }));
    const version = await setSystemOwner(tx, systemId, ownerId);
    const steps = await findUnownedSteps(tx, systemId, ownerId);
    const nobody = { previousOwnerId: null, previousReason: null };
    await assignSteps(
      tx,
      steps.map((step) => ({ id: ctx.newId(), stepId: step.id, ownerId, reason: "system_owner", ...nobody })),
      { by: accountableText(ctx.actor), batchId: null },
    );
    const caseIds = [...new Set(steps.flatMap((step) => step.caseId ?? []))];
    // Ids read from the rows of the system and its steps.
    const data = { system: idOf<"system">(systemId), owner: ownerId, deputy: system.deputyIdentityId };
    const changed: Entry = { kind: "system.owner_changed", caseId: null, data };
    const assigned = steps.map((step): Entry => {
      const by = { step: idOf<"step">(step.id), owner: ownerId, rule: "system_owner" };
      return { kind: "step.assigned", caseId: step.caseId === null ? null : idOf<"case">(step.caseId), data: by };
    });
    return done({ version, steps: steps.length, caseIds }, [changed, ...assigned]);
  },
});
