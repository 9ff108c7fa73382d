import { listNamedSystems } from "#db/queries/claims/list-named-systems.ts";
import { listToolNames } from "#db/queries/claims/list-tool-names.ts";
import type { Tx } from "#db/tx.ts";
import { systemKey } from "#lib/core/intake/match-claim.ts";
import { type ToolReach, toolReaches } from "#lib/core/intake/skipped-by.ts";

/** What each tool whose claims were brought in has ever spoken of, among the systems the reader may see. Two statements. */
export async function loadToolReaches(tx: Tx): Promise<readonly ToolReach[]> {
  const [names, systems] = await Promise.all([listToolNames(tx), listNamedSystems(tx)]);
  return toolReaches(
    names,
    systems.map(({ id, names: of }) => ({ id, keys: of.map(systemKey) })),
  );
}
