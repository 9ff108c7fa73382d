import type { ClaimSource, ClaimState } from "../../../lib/core/access/claim.ts";
import type { Goal } from "../../../lib/core/access/goal.ts";
import type { Means, Tier } from "../../../lib/core/access/layer.ts";
import type { Completeness, Independence, Presence } from "../../../lib/core/access/observation.ts";
import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";
import { uuidOf } from "../../uuid-of.ts";
import type { ItemRow } from "./read-rows.ts";

export interface ItemDetail extends ItemRow {
  readonly caseId: string;
  readonly caseNumber: number;
  readonly caseVersion: number;
  /** Identity the case is about. */
  readonly subjectId: string;
  readonly zone: string;
  readonly systemName: string;
  readonly systemVersion: number;
  readonly tier: Tier;
  readonly goal: Goal;
  readonly accessId: string | null;
  readonly act: Means;
  readonly observe: Means;
  readonly mayAct: boolean;
  readonly freshness: number;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly deputyId: string | null;
  readonly deputyName: string | null;
  /** Whom the system's owner named when they said that it is not theirs. */
  readonly namedId: string | null;
  readonly namedName: string | null;
  readonly stepId: string | null;
  readonly stepVersion: number | null;
  readonly now: Instant;
}

/** One item of a case; undefined when there is none the reader may see. */
export async function readItemDetail(tx: Tx, caseId: string, itemId: string): Promise<ItemDetail | undefined> {
  const [row] = await tx.sql<ItemDetail[]>`
    select i.id, i.case_id as "caseId", c.number as "caseNumber", c.version as "caseVersion", c.identity_id as "subjectId", c.zone, i.system_id as "systemId",
      y.name as "systemName", y.version as "systemVersion", y.tier, i.layer, i.goal, i.access_id as "accessId", px.label,
      pa.user_name as "accountLabel", coalesce(l.act, 'none') as act, coalesce(l.observe, 'none') as observe, y.acting as "mayAct",
      coalesce(l.freshness_micros, 0) as freshness,
      case when v.key is null then 'not_started' when v.valid_until < now() then 'cannot_check' else v.key end as key,
      case when v.key is null then 'not_inventoried' when v.valid_until < now() then 'look_stale' else v.reason end as reason,
      micros(v.until) as until, micros(v.valid_until) as "validUntil", micros(v.last_seen_usable_at) as "lastSeenUsableAt",
      micros(v.first_seen_gone_at) as "firstSeenGoneAt", micros(i.due_at) as "dueAt", micros(i.inventoried_at) as "inventoriedAt",
      case when s.id is null then y.owner_identity_id else s.owner_identity_id end as "ownerId", o.display_name as "ownerName",
      y.deputy_identity_id as "deputyId", d.display_name as "deputyName",
      n.identity_id as "namedId", n.display_name as "namedName", s.id as "stepId", s.version as "stepVersion", micros(clock_timestamp()) as now
    from case_item i
    join leaver_case c on c.id = i.case_id
    join system y on y.id = i.system_id
    left join item_verdict v on v.item_id = i.id
    left join system_layer l on l.system_id = i.system_id and l.layer = i.layer
    left join profile_access px on px.access_id = i.access_id
    left join profile_account pa on pa.account_id = i.account_id
    left join lateral (select s.* from step s where s.item_id = i.id and s.state in ('ready','leased','waiting')
      order by (s.state = 'waiting') desc, s.created_at desc limit 1) s on true
    left join profile_identity o on o.identity_id = case when s.id is null then y.owner_identity_id else s.owner_identity_id end
    left join profile_identity n on s.owner_reason = 'not_mine' and s.owner_identity_id is null and n.identity_id = (
      select a.named_identity_id from confirm_answer a
      where a.case_id = i.case_id and a.system_id = i.system_id and a.answer = 'not_mine' order by a.at desc limit 1)
    left join profile_identity d on d.identity_id = y.deputy_identity_id
    where i.case_id = ${caseId} and i.id = ${itemId}`;
  return row;
}

export interface LookRow {
  readonly id: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly presence: Presence;
  readonly completeness: Completeness;
  readonly independence: Independence;
  readonly sought: string;
  readonly failure: string | null;
  readonly observer: string;
  readonly rawBlobId: string | null;
}

export interface ClaimRow {
  readonly state: ClaimState;
  readonly source: ClaimSource;
  readonly actor: string;
  readonly note: string | null;
  readonly at: Instant;
  readonly rawBlobId: string | null;
}

/** All looks at an item, oldest first: its access's, or its layer's where no access was found. */
export async function readLooks(tx: Tx, item: ItemDetail): Promise<LookRow[]> {
  const which =
    item.accessId === null
      ? tx.sql`access_id is null and case_id = ${item.caseId} and system_id = ${item.systemId} and layer = ${item.layer}`
      : tx.sql`access_id = ${item.accessId}`;
  return await tx.sql<LookRow[]>`
    select o.id, micros(o.started_at) as "startedAt", micros(o.ended_at) as "endedAt", o.presence, o.completeness, o.independence,
      o.sought, o.failure, coalesce(p.display_name, u.name, o.observer) as observer, o.raw_blob_id as "rawBlobId"
    from (select * from observation where ${which}) o
    left join profile_identity p on p.identity_id = ${uuidOf(tx, "o.observer")}
    left join app_user u on u.id = ${uuidOf(tx, "o.observer")}
    order by o.started_at`;
}

/** All claims about an item, oldest first. */
export async function readClaims(tx: Tx, itemId: string): Promise<ClaimRow[]> {
  return await tx.sql<ClaimRow[]>`
    select c.state, c.source, coalesce(t.source, p.display_name, u.name, c.actor) as actor,
      coalesce(c.note, nullif(concat_ws(', ', w.external_id, w.title), '')) as note, micros(c.at) as at, c.raw_blob_id as "rawBlobId"
    from claim c
    left join tool_claim t on t.id = c.tool_claim_id
    left join profile_tool_claim w on w.claim_id = c.tool_claim_id
    left join profile_identity p on p.identity_id::text = c.actor
    left join app_user u on u.id = ${uuidOf(tx, "c.actor")}
    where c.item_id = ${itemId} order by c.at`;
}

/** Changes of verdict, oldest first. */
export async function readHistory(
  tx: Tx,
  itemId: string,
): Promise<{ readonly key: VerdictKey; readonly at: Instant }[]> {
  return await tx.sql<{ key: VerdictKey; at: Instant }[]>`
    select key, micros(at) as at from verdict_change where item_id = ${itemId} order by at, id`;
}

/** Kept requests and answers: JSON text by id of the row. Erased ones are missing. */
export async function readBlobs(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.sql<{ id: string; text: string }[]>`
    select id, convert_from(exchanges, 'UTF8') as text from raw_blob where id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row.text]));
}

/** Hash (hex) of the leaf that recorded an observation. */
export async function readLeaf(tx: Tx, caseId: string, observationId: string): Promise<string | null> {
  const [row] = await tx.sql<{ leaf: string }[]>`
    select encode(leaf_hash, 'hex') as leaf from entry
    where case_id = ${caseId} and position(${observationId} in convert_from(body, 'UTF8')) > 0
    order by case_entry limit 1`;
  return row?.leaf ?? null;
}
