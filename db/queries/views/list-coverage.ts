import type { Layer, LayerExists, Means } from "../../../lib/core/access/layer.ts";
import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

export interface LayerRow {
  readonly layer: Layer;
  readonly exists: LayerExists;
  /** Microseconds; null where it does not expire. */
  readonly existsUntil: Instant | null;
  readonly act: Means;
  readonly observe: Means;
}

/** How one system is covered, as far as it is stored. */
export interface CoverageRow {
  readonly id: string;
  readonly layers: readonly LayerRow[];
  /** Abilities by layer as the last check learned them; null: not learned. */
  readonly learned: Partial<Readonly<Record<Layer, { readonly act: boolean; readonly observe: boolean }>>> | null;
  readonly lookedAt: Instant | null;
  readonly attestedAt: Instant | null;
  /** Leavers under way who have, or may have, access here. */
  readonly leavers: number;
  readonly credentialOwnerId: string | null;
  readonly credentialOwnerName: string | null;
  readonly credentialOwnerPresent: boolean;
  readonly credentialOwnerLeaver: number | null;
  readonly credentialOwnerLeavesAt: Instant | null;
}

/**
 * Coverage of every system that is not retired, or of one. Newest looks and attestations come from an index, one row a system; leavers from
 * the items of cases under way alone.
 * @param outside verdicts with which an item is no access
 */
export async function listCoverage(
  tx: Tx,
  systemId: string | null,
  outside: readonly VerdictKey[],
): Promise<CoverageRow[]> {
  const { sql } = tx;
  const one = systemId === null ? sql`` : sql`and i.system_id = ${systemId}`;
  return await sql<CoverageRow[]>`
    select y.id, coalesce(l.layers, '[]') as layers, y.check_layers as learned, micros(greatest(b.at, g.listed_at, n.at)) as "lookedAt",
      micros(a.at) as "attestedAt", coalesce(u.leavers, 0) as leavers,
      y.credential_owner_identity_id as "credentialOwnerId", p.display_name as "credentialOwnerName",
      exists (select from engagement e where e.identity_id = k.id and (e.ended_at is null or e.ended_at > now())) as "credentialOwnerPresent",
      c.number as "credentialOwnerLeaver", micros(c.effective_at) as "credentialOwnerLeavesAt"
    from system y
    left join (
      select system_id, json_agg(json_build_object('layer', layer, 'exists', "exists", 'existsUntil', micros(exists_until),
        'act', act, 'observe', observe)) as layers
      from system_layer group by system_id
    ) l on l.system_id = y.id
    left join lateral (
      select started_at as at from observation where system_id = y.id and completeness <> 'failed'
      order by started_at desc limit 1
    ) b on true
    left join system_listing g on g.system_id = y.id and g.complete
    left join (
      select system_id, max(extracted_at) as at from snapshot where state = 'accepted' group by system_id
    ) n on n.system_id = y.id
    left join lateral (
      select seen_at as at from attestation where system_id = y.id order by seen_at desc limit 1
    ) a on true
    left join (
      select system_id, count(*)::int as leavers from (
        select i.system_id, i.case_id
        from leaver_case o join case_item i on i.case_id = o.id left join item_verdict v on v.item_id = i.id
        where o.state in ('scheduled','open','reopened') and (v.key is null or v.key <> all(${[...outside]}::text[])) ${one}
        group by i.system_id, i.case_id
      ) having_access group by system_id
    ) u on u.system_id = y.id
    left join identity k on k.id = y.credential_owner_identity_id
    left join profile_identity p on p.identity_id = k.id
    left join lateral (
      select number, effective_at from leaver_case
      where identity_id = k.id and state in ('scheduled','open','reopened') order by effective_at, number limit 1
    ) c on true
    where y.retired_at is null and (${systemId}::uuid is null or y.id = ${systemId}::uuid)`;
}
