import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import { lockPlaces } from "#db/queries/systems/lock-places.ts";
import type { Tx } from "#db/tx.ts";
import type { Exchange } from "#lib/connectors/contract.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { exchangeDigests } from "./exchanges.ts";

/** Of how many requests a dropped step keeps digests: a listing makes hundreds. */
const EXCHANGES_MAX = 4;

/**
 * Steps that were carried out at a place where their connection does not lead any more: the same address and account may
 * be somebody else's there, so nothing that was said or seen is a fact of where it leads now. @returns their ids
 */
export async function atFormerPlace(tx: Tx, steps: readonly LeasedStep[]): Promise<ReadonlySet<string>> {
  const since = await lockPlaces(tx, [...new Set(steps.map((step) => step.systemId))]);
  return new Set(steps.filter((step) => since.get(step.systemId) !== step.placeSince).map((step) => step.id));
}

/** The evidence that a step was carried out in vain; none where nothing was called. */
export function droppedEntry(step: LeasedStep, acted: boolean, exchanges: readonly Exchange[]): Entry[] {
  if (exchanges.length === 0 && !acted) return [];
  const { id, caseId, systemId, accountNativeId, nativeKey } = step;
  const data = {
    step: idOf<"step">(id),
    system: idOf<"system">(systemId),
    acted,
    exchanges: exchangeDigests(exchanges.slice(0, EXCHANGES_MAX), [accountNativeId, nativeKey]),
  };
  return [{ kind: "step.dropped", caseId: caseId === null ? null : idOf<"case">(caseId), data }];
}
