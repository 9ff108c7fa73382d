import type { Facts, ItemFacts } from "#db/queries/verdicts/load-facts.ts";
import { letsIn, type ReadAccessEnd, readAccessEnd, type WayIn } from "#lib/core/access/read-access-end.ts";
import type { Verdict } from "#lib/core/access/verdict-input.ts";

type Place = Pick<ItemFacts, "caseId" | "systemId">;

/**
 * Which items are secrets that the leaver could read, and when they could last read what a system keeps. To be filled with
 * the verdicts of everything else of a case there before a secret asks.
 */
export class KnownSecrets {
  readonly #ids: ReadonlySet<string>;
  readonly #ways = new Map<string, WayIn[]>();

  constructor({ observations }: Pick<Facts, "observations">) {
    this.#ids = new Set(observations.flatMap(({ facts, itemId }) => (facts.knownSecret === true ? [itemId] : [])));
  }

  /** What one look named a known secret stays one: a later look that could not tell does not make it a way in. */
  has(itemId: string): boolean {
    return this.#ids.has(itemId);
  }

  /** Keeps what was just derived of another item. */
  add(item: ItemFacts, verdict: Verdict): void {
    if (!letsIn(item.layer) || this.has(item.id)) return;
    const key = keyOf(item);
    const ways = this.#ways.get(key);
    if (ways === undefined) this.#ways.set(key, [{ layer: item.layer, verdict }]);
    else ways.push({ layer: item.layer, verdict });
  }

  /** null = it is not known, or the item is no known secret. */
  readAccessEnd(item: ItemFacts): ReadAccessEnd | null {
    return this.has(item.id) ? readAccessEnd(this.#ways.get(keyOf(item)) ?? []) : null;
  }
}

function keyOf({ caseId, systemId }: Place): string {
  return `${caseId} ${systemId}`;
}
