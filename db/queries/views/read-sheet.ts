import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";
import type { ClaimRow, LookRow } from "./read-item.ts";

/** Facts name people by text that need not be an id. Compared as ids, so that the primary keys find them. */
const UUID = "^(user:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

/** A look at an item of the case, whether its raw exchanges are still kept, and when it grows too old. */
export interface CaseLookRow extends LookRow {
  readonly itemId: string;
  readonly rawKept: boolean;
  readonly staleAt: Instant;
}

/** All looks at the items of a case, oldest first: at the access, or at the layer where no access was found. */
export async function readCaseLooks({ sql }: Tx, caseId: string): Promise<CaseLookRow[]> {
  return await sql<CaseLookRow[]>`
    select i.id as "itemId", o.id, micros(o.started_at) as "startedAt", micros(o.ended_at) as "endedAt", o.presence, o.completeness,
      o.independence, o.sought, o.failure, o.observer, o.raw_blob_id as "rawBlobId",
      exists (select from raw_blob b where b.id = o.raw_blob_id) as "rawKept",
      micros(o.started_at) + coalesce(l.stale_after_micros, 86400000000) as "staleAt"
    from case_item i
    left join system_layer l on l.system_id = i.system_id and l.layer = i.layer
    cross join lateral (
      select * from observation where i.access_id is not null and access_id = i.access_id
      union all
      select * from observation where i.access_id is null and access_id is null and case_id = i.case_id
        and system_id = i.system_id and layer = i.layer) o
    where i.case_id = ${caseId} order by o.started_at, o.id`;
}

/** A claim about an item of the case, and whether its raw exchanges are still kept. */
export interface CaseClaimRow extends ClaimRow {
  readonly itemId: string;
  readonly rawKept: boolean;
}

/** All claims about the items of a case, oldest first. */
export async function readCaseClaims({ sql }: Tx, caseId: string): Promise<CaseClaimRow[]> {
  return await sql<CaseClaimRow[]>`
    select c.item_id as "itemId", c.state, c.source, coalesce(p.display_name, u.name, c.actor) as actor, c.note, micros(c.at) as at,
      c.raw_blob_id as "rawBlobId", exists (select from raw_blob b where b.id = c.raw_blob_id) as "rawKept"
    from case_item i join claim c on c.item_id = i.id
    cross join lateral (select case when c.actor ~ ${UUID} then right(c.actor, 36)::uuid end as id) who
    left join profile_identity p on p.identity_id = who.id
    left join app_user u on u.id = who.id
    where i.case_id = ${caseId} order by c.at, c.id`;
}

/** Hash (hex) of the leaf of this case that recorded each observation, by the observation's id. */
export async function readObservationLeaves({ sql }: Tx, caseId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ id: string; leaf: string }[]>`
    select told -> 'data' ->> 'observation' as id, encode(leaf_hash, 'hex') as leaf
    from entry, jsonb_array_elements(convert_from(body, 'UTF8')::jsonb -> 'entries') as told
    where case_id = ${caseId} and told ->> 'kind' = 'observation.recorded'`;
  return new Map(rows.map(({ id, leaf }) => [id, leaf]));
}

/** The case's chain: its entries, and the leaf hash (hex) of the last. */
export async function readChainEnd(
  { sql }: Tx,
  caseId: string,
): Promise<{ readonly entries: number; readonly lastLeaf: string | null; readonly personErased: boolean }> {
  const [row] = await sql<{ entries: number; lastLeaf: string | null; personErased: boolean }[]>`
    select c.entry_count as entries, c.last_leaf as "lastLeaf",
      not exists (select from profile_identity p where p.identity_id = c.identity_id) as "personErased"
    from leaver_case c where c.id = ${caseId}`;
  if (row === undefined) throw new Error("the case is gone");
  return row;
}

/** Names of people by the text that facts carry: the id of an identity, or of a user. Erased ones are missing. */
export async function readNames({ sql }: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ id: string; name: string }[]>`
    select t.id, coalesce(p.display_name, u.name) as name from unnest(${[...ids]}::text[]) as t(id)
    cross join lateral (select case when t.id ~ ${UUID} then right(t.id, 36)::uuid end as id) who
    left join profile_identity p on p.identity_id = who.id
    left join app_user u on u.id = who.id
    where coalesce(p.display_name, u.name) is not null`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
