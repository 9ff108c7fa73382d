import type { Layer } from "../../../lib/core/access/layer.ts";
import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** Whose page it is. */
export interface Asked {
  readonly systemId: string;
  readonly identityId: string;
  /** Verdicts that wait for an answer. */
  readonly open: readonly VerdictKey[];
}

/** An item that an owner is asked about. */
export interface OpenRow {
  readonly id: string;
  readonly caseId: string;
  readonly layer: Layer;
  readonly label: string | null;
  readonly account: string | null;
  readonly dueAt: Instant;
  readonly lastSeenUsableAt: Instant | null;
  readonly firstSeenGoneAt: Instant | null;
  readonly key: VerdictKey;
  /** Microseconds; null where no connector looks. */
  readonly freshness: number | null;
  /** Steps behind the item that have not ended. */
  readonly stepIds: readonly string[];
}

/**
 * Open items of one system whose owner is `identityId`: the step's owner, or the system's where no step is open. Nobody
 * is told of a leaver before the effective end, nor of their own case.
 */
export async function readOpen(tx: Tx, { systemId, identityId, open }: Asked): Promise<OpenRow[]> {
  return await tx.sql<OpenRow[]>`
    select i.id, i.case_id as "caseId", i.layer, px.label, pa.user_name as account, micros(i.due_at) as "dueAt",
      micros(v.last_seen_usable_at) as "lastSeenUsableAt", micros(v.first_seen_gone_at) as "firstSeenGoneAt", v.key,
      case when l.observe = 'connector' and i.access_id is not null then l.freshness_micros end as freshness,
      coalesce(s.ids, '{}') as "stepIds"
    from case_item i
    join leaver_case c on c.id = i.case_id
    join system y on y.id = i.system_id
    join item_verdict v on v.item_id = i.id
    left join system_layer l on l.system_id = i.system_id and l.layer = i.layer
    left join profile_access px on px.access_id = i.access_id
    left join profile_account pa on pa.account_id = i.account_id
    left join lateral (
      select array_agg(t.id::text) as ids, (array_agg(t.owner_identity_id order by (t.state = 'waiting') desc, t.created_at desc))[1] as owner
      from step t where t.item_id = i.id and t.state in ('ready', 'leased', 'waiting')) s on true
    where i.system_id = ${systemId} and c.state in ('open', 'reopened') and c.effective_at <= clock_timestamp()
      and c.identity_id <> ${identityId} and v.key = any(${[...open]}::text[])
      and case when s.ids is null then coalesce(y.owner_identity_id, y.deputy_identity_id) else s.owner end = ${identityId}
    order by i.case_id, i.id`;
}
