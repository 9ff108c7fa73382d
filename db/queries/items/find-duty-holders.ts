import type { Tx } from "../../tx.ts";
import { executorsOf, linkRequestersOf } from "./executors-of.ts";

/** Accountable text of everybody who held a duty on an item, and who may be the leaver under another name. */
export interface DutyTexts {
  /** People who reported something of it themselves, and who made the link by which it was reported. */
  readonly executors: readonly string[];
  readonly verifiers: readonly string[];
  readonly approvers: readonly string[];
  /** Who asked for an exception that was not refused, and who made the link by which it was asked for. */
  readonly requesters: readonly string[];
  /** Non-human identities that the leaver answers for. */
  readonly subjectAliases: readonly string[];
}

/** Who claimed by hand, attested or looked for themselves, asked for exceptions and approved them, on one item. */
export async function findDutyHolders(tx: Tx, itemId: string): Promise<DutyTexts> {
  const [row] = await tx.sql<DutyTexts[]>`
    select
      coalesce((select array_agg(e.who) from (${executorsOf(tx, "by hand")}) e), '{}') as executors,
      coalesce((select array_agg(distinct v.who) from (
        select a.by as who from attestation a where a.item_id = i.id
        union all
        select o.observer from observation o where o.origin = 'person' and o.access_id = i.access_id
        union all
        select o.observer from observation o where o.origin = 'person' and o.access_id is null and i.access_id is null
          and o.case_id = i.case_id and o.system_id = i.system_id and o.layer = i.layer) v), '{}') as verifiers,
      coalesce((select array_agg(distinct e.approved_by) from exception e where e.item_id = i.id), '{}') as approvers,
      coalesce((select array_agg(distinct q.who) from (
        select r.requested_by as who from exception_request r where r.item_id = i.id and r.state <> 'refused'
        union all ${linkRequestersOf(tx)}) q), '{}') as requesters,
      coalesce((select array_agg(b.id::text) from identity b join leaver_case c on c.identity_id = b.accountable_identity_id
        where c.id = i.case_id), '{}') as "subjectAliases"
    from case_item i where i.id = ${itemId}`;
  return row ?? { executors: [], verifiers: [], approvers: [], requesters: [], subjectAliases: [] };
}
