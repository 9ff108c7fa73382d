import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { deleteDraft, lockDraft } from "#db/queries/connections/find-draft.ts";
import { isPresent } from "#db/queries/identities/is-present.ts";
import { addSystem } from "#db/queries/systems/add-system.ts";
import { enqueueInventories } from "#db/queries/systems/enqueue-inventories.ts";
import { recordCheck } from "#db/queries/systems/record-check.ts";
import { handOverSecrets } from "#db/queries/systems/seal-secrets.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { INVENTORY_PRIORITY } from "../_kit/own-inventory.ts";
import { layersOf } from "./layers-of.ts";
import { readConnector } from "./read-connector.ts";
import { type SystemRegistered, slugTaken } from "./register-system.ts";
import { systemInput } from "./system-input.ts";
import { acceptedCheck } from "./trial-answer.ts";

const input = z.strictObject({
  draftId: z.uuid(),
  ...systemInput.pick({ slug: true, name: true, tier: true }).shape,
  ownerId: z.uuid().nullable().default(null).meta({ description: "Identity of who answers for it; null: nobody yet." }),
});

/**
 * Makes a system of a draft whose connection the target has accepted. It is always observe-only. The secrets go over as
 * they lie, and what the check learned goes with them.
 */
export const connectSystem = defineCommand<z.output<typeof input>, SystemRegistered>({
  name: "connection.save",
  input,
  permission: "system:write",
  touches: () => ["systems", "leavers"],
  run: async (tx, ctx, { draftId, slug, name, tier, ownerId }) => {
    const draft = await lockDraft(tx, draftId, accountableText(ctx.actor));
    if (draft === undefined || draft.changes) return refused(domainError("not_found"));
    const check = acceptedCheck(draft.checked);
    if (check === null) return refused(domainError("connection_unproved"));
    const connector = readConnector(ctx, draft, check.dialect);
    if (!connector.ok) return connector;
    if (ownerId !== null && !(await isPresent(tx, ownerId)))
      return refused(domainError("owner_unknown", { path: "ownerId" }));
    const stated = { by: accountableText(ctx.actor), now: await readNow(tx) };
    const sent = { slug, name, tier, connector: draft.connector, config: draft.config };
    const system = systemInput.parse({ ...sent, secrets: {}, layers: {} });
    const people = { ownerIdentityId: ownerId, deputyIdentityId: null };
    const id = draft.systemId;
    const row = { ...system, ...people, id, connector: draft.connector, config: connector.value.config };
    if (!(await addSystem(tx, row, layersOf(system, connector.value.manifest, stated))))
      return refused(slugTaken(slug));
    await handOverSecrets(tx, { systemId: id, draftId, keeps: true });
    await recordCheck(tx, {
      systemId: id,
      ok: true,
      findings: check.findings,
      dialect: check.dialect,
      layers: connector.value.manifest?.layers ?? null,
    });
    await deleteDraft(tx, draftId);
    const asked = await enqueueInventories(tx, id, INVENTORY_PRIORITY);
    const recorded = { system: idOf<"system">(id), tier, connector: draft.connector, version: 2 };
    const evidence = [
      { kind: "system.recorded", caseId: null, data: recorded },
      {
        kind: "system.owner_changed",
        caseId: null,
        data: { system: recorded.system, owner: ownerId, deputy: null },
      },
      { kind: "system.acting_switched", caseId: null, data: { system: recorded.system, acting: false } },
    ] as const;
    return done({ id, slug, version: recorded.version }, evidence, { wakes: asked.length > 0 });
  },
});
