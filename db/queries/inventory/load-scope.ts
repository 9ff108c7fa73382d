import type { Layer, LayerExists, Means, Tier } from "../../../lib/core/access/layer.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** A case and a system whose inventory was taken. */
export interface InventoryScope {
  readonly caseId: string;
  readonly systemId: string;
  readonly identityId: string;
  readonly engagementId: string;
  readonly epoch: number;
  readonly effectiveAt: Instant;
  readonly tier: Tier;
  /** Somebody switched acting on for the system. */
  readonly acting: boolean;
  readonly layers: readonly LayerScope[];
  /** Layers of this system that other live engagements of the person carry; `*` for all. */
  readonly carried: readonly Carried[];
}

export interface LayerScope {
  readonly layer: Layer;
  readonly exists: LayerExists;
  readonly act: Means;
  readonly observe: Means;
}

export interface Carried {
  readonly engagementId: string;
  readonly layer: string;
}

/** What planning needs to know of each (case, system), in the order asked. */
export async function loadScope(
  tx: Tx,
  caseIds: readonly string[],
  systemIds: readonly string[],
): Promise<InventoryScope[]> {
  return await tx.sql<InventoryScope[]>`
    select c.id as "caseId", y.id as "systemId", c.identity_id as "identityId", c.engagement_id as "engagementId", c.epoch, micros(c.effective_at) as "effectiveAt",
      y.tier, y.acting,
      coalesce((select json_agg(json_build_object('layer', l.layer, 'exists',
          case when l.exists = 'no' and l.exists_until <= now() then 'unknown' else l.exists end, 'act', l.act, 'observe', l.observe))
        from system_layer l where l.system_id = y.id), '[]') as layers,
      coalesce((select json_agg(json_build_object('engagementId', e.id, 'layer', a.layer))
        from engagement e join engagement_access a on a.engagement_id = e.id
        where e.identity_id = c.identity_id and e.id <> c.engagement_id and a.system_id = y.id
          and (e.ended_at is null or e.ended_at > c.effective_at)), '[]') as carried
    from unnest(${[...caseIds]}::uuid[], ${[...systemIds]}::uuid[]) with ordinality as t(case_id, system_id, place)
    join leaver_case c on c.id = t.case_id join system y on y.id = t.system_id
    order by t.place`;
}
