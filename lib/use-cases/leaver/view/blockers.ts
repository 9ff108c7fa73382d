import type { ItemRow, SystemRow } from "#db/queries/views/read-rows.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { VERDICT_REASON_WORD } from "#lib/core/access/verdict-reason.ts";
import type { BlockerView } from "#lib/core/views/leaver.ts";
import { labelOf, rankOf } from "./rows.ts";

/** Every item that keeps the case from closing, worst first, with why. */
export function blockerViews(items: readonly ItemRow[], systems: readonly SystemRow[]): readonly BlockerView[] {
  const names = new Map(systems.map((system) => [system.id, system.name]));
  return items
    .filter((item) => !PASSING.has(item.key))
    .sort((a, b) => rankOf(a.key) - rankOf(b.key))
    .map((item) => ({
      itemId: item.id,
      systemName: names.get(item.systemId) ?? "System",
      layer: item.layer,
      label: labelOf(item),
      verdict: item.key,
      why: VERDICT_REASON_WORD[item.reason],
    }));
}
