import { listNamedSystems } from "#db/queries/claims/list-named-systems.ts";
import type { Tx } from "#db/tx.ts";
import { listedKeys } from "#lib/core/candidates/app-name.ts";

/** Ids of the systems of the inventory, by every key that they go by. */
export async function listedNames(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const systems = await listNamedSystems(tx);
  return new Map(systems.flatMap(({ id, names }) => listedKeys(names).map((key) => [key, id] as const)));
}
