import { readNow } from "#db/queries/clock/read-now.ts";
import { findIdentityIds } from "#db/queries/identities/find-by-keys.ts";
import { addSystem, type NewLayer } from "#db/queries/systems/add-system.ts";
import { enqueueInventories } from "#db/queries/systems/enqueue-inventories.ts";
import { sealSecrets } from "#db/queries/systems/seal-secrets.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entries, Entry } from "#lib/core/evidence/entry.ts";
import { idOf, type SystemId } from "#lib/core/ids.ts";
import { instant } from "#lib/core/instant.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { INVENTORY_PRIORITY } from "../_kit/own-inventory.ts";
import { layersOf } from "./layers-of.ts";
import { readConnector } from "./read-connector.ts";
import { slowDigest } from "./slow-digest.ts";
import { type SystemInput, systemInput } from "./system-input.ts";

export interface SystemRegistered {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
}

/** Registers a system in the inventory. Its settings are checked by its connector, its secrets sealed at once. */
export const registerSystem = defineCommand<SystemInput, SystemRegistered>({
  name: "system.register",
  input: systemInput,
  permission: "system:write",
  // A secret must not come back from the receipt's digest by trying words: a slow digest of it stands in for it.
  receiptInput: (input) => ({ ...input, secrets: slowDigest(input.secrets, input.slug) }),
  touches: () => ["systems", "leavers"],
  run: async (tx, ctx, input) => {
    const connector = readConnector(ctx, input);
    if (!connector.ok) return connector;
    const people = await readPeople(tx, input);
    if (!people.ok) return people;
    const seal = ctx.seal;
    const secrets = Object.entries(input.secrets);
    if (secrets.length > 0 && seal === null) throw new Error("no sealing key: this process cannot take secrets");
    const id = ctx.newId();
    const layers = layersOf(input, connector.value.manifest, {
      by: accountableText(ctx.actor),
      now: await readNow(tx),
    });
    const system = {
      ...input,
      ...people.value,
      id,
      connector: input.connector ?? null,
      config: connector.value.config,
    };
    if (!(await addSystem(tx, system, layers))) return refused(slugTaken(input.slug));
    const sealed = secrets.flatMap(([name, secret]) => (seal ? [{ name, sealed: seal(id, name, secret) }] : []));
    await sealSecrets(tx, { systemId: id, draftId: null }, sealed);
    // Whose leaving is under way may have access here as well.
    const asked = await enqueueInventories(tx, id, INVENTORY_PRIORITY);
    const evidence = evidenceOf(idOf<"system">(id), input, people.value, layers);
    return done({ id, slug: input.slug, version: 1 }, evidence, { wakes: asked.length > 0 });
  },
});

interface People {
  readonly ownerIdentityId: string | null;
  readonly deputyIdentityId: string | null;
}

async function readPeople(tx: Tx, { ownerKey, deputyKey }: SystemInput): Promise<Decision<People>> {
  const ids = await findIdentityIds(
    tx,
    [ownerKey, deputyKey].flatMap((key) => key ?? []),
  );
  for (const [path, key] of [
    ["ownerKey", ownerKey],
    ["deputyKey", deputyKey],
  ] as const) {
    if (key !== undefined && !ids.has(key)) return refused(domainError("owner_unknown", { path }));
  }
  const idOf = (key: string | undefined) => (key === undefined ? null : (ids.get(key) ?? null));
  return ok({ ownerIdentityId: idOf(ownerKey), deputyIdentityId: idOf(deputyKey) });
}

export function slugTaken(slug: string) {
  const sentence = `A system "${slug}" is there already and is kept as it is. Choose another slug.`;
  return domainError("input_invalid", { path: "slug", sentence });
}

function evidenceOf(system: SystemId, input: SystemInput, people: People, layers: readonly NewLayer[]): Entries {
  const stated = layers.filter((layer) => layer.attestedBy !== null);
  const { ownerIdentityId: owner, deputyIdentityId: deputy } = people;
  const recorded = { system, tier: input.tier, connector: input.connector ?? null, version: 1 };
  const more: Entry[] = [
    { kind: "system.owner_changed", caseId: null, data: { system, owner, deputy } },
    { kind: "system.acting_switched", caseId: null, data: { system, acting: input.acting } },
    ...stated.map((layer): Entry => {
      const until = layer.existsUntil === null ? null : instant(layer.existsUntil);
      return {
        kind: "system.layer_stated",
        caseId: null,
        data: { system, layer: layer.layer, exists: layer.exists, until },
      };
    }),
    ...Object.keys(input.secrets).map(
      (name): Entry => ({ kind: "secret.sealed", caseId: null, data: { system, name } }),
    ),
  ];
  return [{ kind: "system.recorded", caseId: null, data: recorded }, ...more];
}
