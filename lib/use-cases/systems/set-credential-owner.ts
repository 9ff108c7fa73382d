import { z } from "zod";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import {
  findCredentialOwner,
  findLiveCases,
  setCredentialOwner as save,
} from "#db/queries/systems/credential-owner.ts";
import { lockSystem } from "#db/queries/systems/lock-system.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag, systemTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { isOwnCase } from "../_kit/own-case.ts";
import { versionPassed } from "../_kit/version.ts";

const input = z.strictObject({
  systemId: z.uuid(),
  ownerId: z
    .uuid()
    .nullable()
    .meta({ description: "Identity whose credential the connector signs in with; null: nobody's own." }),
});

export interface CredentialOwnerSet {
  readonly version: number;
  /** Leavers who are held open by it, or are no longer. */
  readonly caseIds: readonly string[];
}

/**
 * Says whose credential a system's connector signs in with, also somebody's who is leaving or has left: their leaving then
 * waits until it is replaced. Nobody takes their own name off while they leave.
 */
export const setCredentialOwner = defineCommand<z.output<typeof input>, CredentialOwnerSet>({
  name: "system.set_credential_owner",
  input,
  permission: "step:assign",
  touches: ({ systemId }, { caseIds }) => ["leavers", "systems", systemTag(systemId), ...caseIds.map(leaverTag)],
  run: async (tx, ctx, { systemId, ownerId }) => {
    const system = await lockSystem(tx, systemId);
    if (system === undefined) return refused(domainError("not_found"));
    if (versionPassed(ctx, system.version)) return refused(domainError("version_conflict"));
    if (system.connector === null) return refused(domainError("system_not_connected", { sentence: NO_CONNECTOR }));
    const before = await findCredentialOwner(tx, systemId);
    const cases = await findLiveCases(
      tx,
      [before, ownerId].flatMap((one) => one ?? []),
    );
    if (cases.some(({ identityId }) => identityId === before && isOwnCase(ctx.actor, identityId)))
      return refused(domainError("own_case"));
    const version = await save(tx, systemId, ownerId);
    if (version === null) return refused(domainError("identity_unknown", { path: "ownerId", sentence: NOBODY }));
    const caseIds = cases.map((one) => one.id);
    await askToSettle(tx, caseIds);
    const data = { system: idOf<"system">(systemId), owner: ownerId };
    return done({ version, caseIds }, [{ kind: "system.credential_owner_changed", caseId: null, data }]);
  },
});

const NO_CONNECTOR =
  "This system has no connector, so no credential of anybody's is used. Nothing was changed. Connect the system first.";
const NOBODY = "No person or non-human identity has this id. Nothing was changed. Name one that is recorded.";
