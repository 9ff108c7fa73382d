import type { Tx } from "../../tx.ts";

/** How far the first run has come. Instants in microseconds. */
export interface SetupRow {
  readonly leavers: number;
  readonly scheduled: number;
  readonly held: readonly { readonly source: string; readonly events: number; readonly limit: number }[];
  /** Systems that lists show, the one with the latest list first. */
  readonly systems: readonly {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly accepted: number;
  }[];
  /** When the caller last signed in; null for a caller without a session. */
  readonly signedInAt: number | null;
}

const SYSTEMS_MAX = 50;

export async function readSetup(tx: Tx, userId: string | null): Promise<SetupRow> {
  const [row] = await tx.sql<SetupRow[]>`
    select (select count(*)::int from leaver_case where state <> 'cancelled') as leavers,
      (select count(*)::int from leaver_case where state = 'scheduled') as scheduled,
      coalesce((select json_agg(json_build_object('source', h.source, 'events', h.events, 'limit', h."limit")) from (
        select s.source, max(s."limit") as "limit", (select count(*)::int from lifecycle_event e where e.source = s.source and e.held) as events
        from source_hold s where s.released_at is null group by s.source order by s.source) h), '[]') as held,
      coalesce((select json_agg(json_build_object('id', y.id, 'slug', y.slug, 'name', y.name, 'accepted', y.accepted)) from (
        select y.id, y.slug, y.name,
          (select count(*)::int from snapshot s where s.system_id = y.id and s.accepted_at is not null) as accepted,
          (select max(s.received_at) from snapshot s where s.system_id = y.id) as last
        from system y where y.retired_at is null
          and exists (select from system_layer l where l.system_id = y.id and l.observe = 'snapshot')
        order by last desc nulls last, y.created_at desc limit ${SYSTEMS_MAX}) y), '[]') as systems,
      (select micros(max(created_at)) from app_session where user_id = ${userId} and ended_at is null) as "signedInAt"`;
  if (row === undefined) throw new Error("reading how far the first run has come gave no row");
  return row;
}
