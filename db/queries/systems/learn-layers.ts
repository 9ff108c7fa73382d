import type { Layer } from "../../../lib/core/access/layer.ts";
import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/** What the connector can do on a layer of this very system, with the rights and the dialect that a check found. */
export interface LearnedLayer {
  readonly layer: Layer;
  readonly act: boolean;
  readonly observe: boolean;
  readonly freshnessMicros: number;
}

/** How a layer is acted on and looked at from now on. */
export interface ChangedLayer {
  readonly layer: Layer;
  readonly act: "connector" | "manual";
  readonly observe: "connector" | "snapshot" | "none";
}

/**
 * Makes the layers of a system what a check found: one that the connector turned out to see is looked at by it, one that
 * it may not see any more reads Cannot check. That lists are sent of a layer stands as somebody stated it; that it does
 * not exist stands too, and is looked at all the same: a look shows what nobody should have said is not there. @param staleAfter how old a look may be by the way of looking, microseconds. @returns layers that changed
 */
export async function learnLayers(
  tx: Tx,
  systemId: string,
  layers: readonly LearnedLayer[],
  staleAfter: { readonly connector: number; readonly none: number },
): Promise<ChangedLayer[]> {
  return await tx.sql<ChangedLayer[]>`
    update system_layer l set act = case when t.act then 'connector' else 'manual' end,
      observe = case when l.observe = 'snapshot' then l.observe when t.observe then 'connector' when l.observe = 'connector' then 'none' else l.observe end,
      exists = case when t.observe and l.exists = 'unknown' then 'yes' else l.exists end,
      freshness_micros = t.freshness,
      stale_after_micros = case when l.observe = 'snapshot' then l.stale_after_micros when t.observe then ${staleAfter.connector}::bigint
        when l.observe = 'connector' then ${staleAfter.none}::bigint else l.stale_after_micros end
    from unnest(${plainList(layers.map((one) => one.layer))}::text[], ${plainList(layers.map((one) => String(one.act)))}::boolean[],
      ${plainList(layers.map((one) => String(one.observe)))}::boolean[],
      ${plainList(layers.map((one) => one.freshnessMicros))}::bigint[]) as t(layer, act, observe, freshness)
    where l.system_id = ${systemId} and l.layer = t.layer
      and ((l.act = 'connector') <> t.act or (l.observe <> 'snapshot' and (l.observe = 'connector') <> t.observe))
    returning l.layer, l.act, l.observe`;
}
