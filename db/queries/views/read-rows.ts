import type { Layer, Tier } from "../../../lib/core/access/layer.ts";
import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { VerdictReason } from "../../../lib/core/access/verdict-reason.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** One item with its verdict as projected. A verdict past its time reads as Cannot check until it is derived again. */
export interface ItemRow {
  readonly id: string;
  readonly systemId: string;
  readonly layer: Layer;
  readonly label: string | null;
  readonly accountLabel: string | null;
  readonly key: VerdictKey;
  readonly reason: VerdictReason;
  readonly until: Instant | null;
  readonly validUntil: Instant | null;
  readonly lastSeenUsableAt: Instant | null;
  readonly firstSeenGoneAt: Instant | null;
  readonly dueAt: Instant;
  readonly inventoriedAt: Instant | null;
}

export interface SystemRow {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly tier: Tier;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly deputyId: string | null;
  readonly deputyName: string | null;
  /** Layers that do not exist here, with who says so. */
  readonly absent: readonly Layer[];
  readonly lookFailure: string | null;
  readonly lastLookAt: Instant | null;
}

export interface StepRow {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly state: "ready" | "leased" | "waiting";
  readonly itemId: string | null;
  readonly systemId: string;
  readonly notBefore: Instant;
  readonly dueAt: Instant | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** Whom the system's owner named when they said that it is not theirs. */
  readonly namedId: string | null;
  readonly namedName: string | null;
}

/** Items of a case with their verdicts. */
export async function readItems(tx: Tx, caseId: string): Promise<ItemRow[]> {
  return await tx.sql<ItemRow[]>`
    select i.id, i.system_id as "systemId", i.layer, px.label, pa.user_name as "accountLabel",
      case when v.key is null then 'not_started' when v.valid_until < now() then 'cannot_check' else v.key end as key,
      case when v.key is null then 'not_inventoried' when v.valid_until < now() then 'look_stale' else v.reason end as reason,
      micros(v.until) as until, micros(v.valid_until) as "validUntil", micros(v.last_seen_usable_at) as "lastSeenUsableAt",
      micros(v.first_seen_gone_at) as "firstSeenGoneAt", micros(i.due_at) as "dueAt", micros(i.inventoried_at) as "inventoriedAt"
    from case_item i
    left join item_verdict v on v.item_id = i.id
    left join profile_access px on px.access_id = i.access_id
    left join profile_account pa on pa.account_id = i.account_id
    where i.case_id = ${caseId} order by i.id`;
}

/** Systems of a case: those with an item, and those whose inventory is still to come. */
export async function readSystems(tx: Tx, caseId: string): Promise<SystemRow[]> {
  return await tx.sql<SystemRow[]>`
    select y.id, y.name, y.version, y.tier, y.owner_identity_id as "ownerId", o.display_name as "ownerName",
      y.deputy_identity_id as "deputyId", d.display_name as "deputyName",
      coalesce((select json_agg(l.layer) from system_layer l
        where l.system_id = y.id and l.exists = 'no' and (l.exists_until is null or l.exists_until > now())), '[]') as absent,
      (select micros(max(b.started_at)) from observation b where b.case_id = ${caseId} and b.system_id = y.id) as "lastLookAt",
      (select b.failure from observation b where b.case_id = ${caseId} and b.system_id = y.id
        order by b.started_at desc limit 1) as "lookFailure"
    from system y
    left join profile_identity o on o.identity_id = y.owner_identity_id
    left join profile_identity d on d.identity_id = y.deputy_identity_id
    where y.id in (select system_id from case_item where case_id = ${caseId} union select system_id from step where case_id = ${caseId})`;
}

/** Steps of a case that have not ended. */
export async function readSteps(tx: Tx, caseId: string): Promise<StepRow[]> {
  return await tx.sql<StepRow[]>`
    select s.id, s.version, s.kind, s.state, s.item_id as "itemId", s.system_id as "systemId", micros(s.not_before) as "notBefore",
      micros(s.due_at) as "dueAt", s.owner_identity_id as "ownerId", p.display_name as "ownerName",
      n.identity_id as "namedId", n.display_name as "namedName"
    from step s left join profile_identity p on p.identity_id = s.owner_identity_id
    left join profile_identity n on s.owner_reason = 'not_mine' and s.owner_identity_id is null and n.identity_id = (
      select a.named_identity_id from confirm_answer a
      where a.case_id = s.case_id and a.system_id = s.system_id and a.answer = 'not_mine' order by a.at desc limit 1)
    where s.case_id = ${caseId} and s.state in ('ready','leased','waiting') order by s.due_at nulls last, s.id`;
}
