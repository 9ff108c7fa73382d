import type { NewLayer } from "#db/queries/systems/add-system.ts";
import type { Manifest } from "#lib/connectors/contract.ts";
import { LAYERS, type Layer } from "#lib/core/access/layer.ts";
import { DAY, type DurationMicros, type Instant, instant } from "#lib/core/instant.ts";
import type { SystemInput } from "./system-input.ts";

/** A stated `no` is asked again after this long at the latest. */
const STATED_NO_LASTS = 365 * DAY;
/**
 * Before closing, a look older than this reads as Cannot check. Lists are exported by hand, and nobody walks every day to
 * a system that only a person can look at: once a week is often.
 */
const STALE_AFTER = { connector: DAY, snapshot: 7 * DAY, none: 7 * DAY } as const;

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
  const observe = observable ? "connector" : (said?.observe ?? "none");
  return {
    layer,
    exists,
    existsUntil: exists === "no" ? endOf(said?.existsUntil, now) : null,
    attestedBy: exists === "no" ? by : null,
    act: ability?.act ? "connector" : "manual",
    observe,
    freshnessMicros: ability?.freshness ?? 0,
    staleAfterMicros: staleAfterOf(observe),
  };
}

/** How old a look at a layer may be; microseconds. */
export function staleAfterOf(observe: keyof typeof STALE_AFTER): DurationMicros {
  return STALE_AFTER[observe];
}

/** End of a stated `no`: as stated, within a year. */
export function endOf(text: string | undefined, now: Instant): Instant {
  const latest = now + STATED_NO_LASTS;
  return instant(text === undefined ? latest : Math.min(Date.parse(text) * 1000, latest));
}
