import type { Layer, Means } from "../../../lib/core/access/layer.ts";
import type { NamedColumns } from "../../../lib/core/snapshot/map-columns.ts";
import type { Tx } from "../../tx.ts";

/** What a list of a system is read and compared with. */
export interface SnapshotSystem {
  readonly id: string;
  readonly slug: string;
  readonly retired: boolean;
  readonly layers: readonly { readonly layer: Layer; readonly observe: Means; readonly staleAfter: number }[];
  /** Titles and mapping used the last time; null: the first of its kind. */
  readonly remembered: { readonly titles: readonly string[]; readonly mapping: NamedColumns } | null;
  /** The last complete list of its kind that was believed. */
  readonly before: { readonly rows: number; readonly accounts: number; readonly sample: readonly number[] } | null;
  /** The last complete list of users that was believed. */
  readonly users: { readonly accounts: number; readonly sample: readonly number[] } | null;
  /** Accounts seen removed since that list. */
  readonly removed: number;
}

/** A system by its id or its short name, as far as the caller may see it. */
export async function loadSnapshotSystem(tx: Tx, system: string, kind: string): Promise<SnapshotSystem | undefined> {
  const [row] = await tx.sql<SnapshotSystem[]>`
    select y.id, y.slug, y.retired_at is not null as retired,
      coalesce((select json_agg(json_build_object('layer', l.layer, 'observe', l.observe, 'staleAfter', l.stale_after_micros))
        from system_layer l where l.system_id = y.id), '[]') as layers,
      (select json_build_object('titles', m.titles, 'mapping', m.mapping) from snapshot_mapping m
        where m.system_id = y.id and m.kind = ${kind}) as remembered,
      case when b.id is not null then json_build_object('rows', b.rows_read, 'accounts', b.accounts, 'sample', b.sketch) end as before,
      (select json_build_object('accounts', u.accounts, 'sample', u.sketch) from snapshot u
        where u.system_id = y.id and u.kind = 'users' and u.accepted_at is not null and u.complete
        order by u.extracted_at desc, u.id desc limit 1) as users,
      (select count(*)::int from case_item i join item_verdict v on v.item_id = i.id and v.key = 'verified_removed'
        where i.system_id = y.id and i.layer = 'account' and v.first_seen_gone_at > b.accepted_at) as removed
    from system y
    left join lateral (select s.id, s.rows_read, s.accounts, s.sketch, s.accepted_at from snapshot s
      where s.system_id = y.id and s.kind = ${kind} and s.accepted_at is not null and s.complete
      order by s.extracted_at desc, s.id desc limit 1) b on true
    where y.id::text = ${system} or y.slug = ${system}`;
  return row;
}

/** Whether another system's lists have exactly these titles. */
export async function isHeaderOfAnother(tx: Tx, systemId: string, titles: readonly string[]): Promise<boolean> {
  const rows = await tx.sql`
    select from snapshot_mapping where system_id <> ${systemId} and titles = ${[...titles]}::text[] limit 1`;
  return rows.length > 0;
}
