import type { NewLayer } from "#db/queries/systems/add-system.ts";
import type { Manifest } from "#lib/connectors/contract.ts";
import { LAYERS, type Layer } from "#lib/core/access/layer.ts";
import { DAY, type Instant, instant } from "#lib/core/instant.ts";
import type { SystemInput } from "./system-input.ts";

/** A stated `no` is asked again after this long at the latest. */
const STATED_NO_LASTS = 365 * DAY;
/** Before closing, a look older than this reads as Cannot check. */
const STALE_AFTER = DAY;
/** What only a person can look at: nobody walks to every such system every day. */
const STALE_AFTER_BY_HAND = 7 * DAY;

export interface StatedBy {
  readonly by: string;
  readonly now: Instant;
}

/**
 * All eight layers of a system. What a connector can observe exists; of the rest nothing is known until somebody states
 * it, and unknown is never green. A stated `no` names who said so and expires.
 */
export function layersOf(input: SystemInput, manifest: Manifest | null, stated: StatedBy): NewLayer[] {
  return LAYERS.map((layer) => layerOf(layer, input, manifest, stated));
}

function layerOf(layer: Layer, input: SystemInput, manifest: Manifest | null, { by, now }: StatedBy): NewLayer {
  const ability = manifest?.layers[layer];
  const said = input.layers[layer];
  const observable = ability?.observe ?? false;
  const exists = said?.exists ?? (observable ? "yes" : "unknown");
  return {
    layer,
    exists,
    existsUntil: exists === "no" ? endOf(said?.existsUntil, now) : null,
    attestedBy: exists === "no" ? by : null,
    act: ability?.act ? "connector" : "manual",
    observe: observable ? "connector" : "none",
    freshnessMicros: ability?.freshness ?? 0,
    staleAfterMicros: observable ? STALE_AFTER : STALE_AFTER_BY_HAND,
  };
}

/** End of a stated `no`: as stated, within a year. */
export function endOf(text: string | undefined, now: Instant): Instant {
  const latest = now + STATED_NO_LASTS;
  return instant(text === undefined ? latest : Math.min(Date.parse(text) * 1000, latest));
}
