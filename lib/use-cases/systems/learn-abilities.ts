import { enqueueInventories } from "#db/queries/systems/enqueue-inventories.ts";
import { learnLayers } from "#db/queries/systems/learn-layers.ts";
import type { Tx } from "#db/tx.ts";
import type { Manifest } from "#lib/connectors/contract.ts";
import { LAYERS } from "#lib/core/access/layer.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { INVENTORY_PRIORITY } from "../_kit/own-inventory.ts";
import { staleAfterOf } from "./layers-of.ts";

export interface Learned {
  readonly entries: readonly Entry[];
  /** Readings were asked for, which wait for a worker. */
  readonly waiting: boolean;
}

/**
 * Makes the plan go by what a connector can do in this very system. What it can see from now on has not been asked of
 * anybody whose leaving is under way, so it is asked.
 */
export async function learnAbilities(tx: Tx, systemId: string, abilities: Manifest["layers"]): Promise<Learned> {
  const layers = LAYERS.map((layer) => {
    const { act = false, observe = false, freshness = 0 } = abilities[layer] ?? {};
    return { layer, act, observe, freshnessMicros: freshness };
  });
  const staleAfter = { connector: staleAfterOf("connector"), none: staleAfterOf("none") };
  const changed = await learnLayers(tx, systemId, layers, staleAfter);
  const isSeenAnew = changed.some(({ observe }) => observe === "connector");
  const asked = isSeenAnew ? await enqueueInventories(tx, systemId, INVENTORY_PRIORITY) : [];
  const system = idOf<"system">(systemId);
  const entries = changed.map(
    (layer): Entry => ({ kind: "system.layer_learned", caseId: null, data: { system, ...layer } }),
  );
  return { entries, waiting: asked.length > 0 };
}
