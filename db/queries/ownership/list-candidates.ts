import type { Tx } from "../../tx.ts";

/** Somebody who might own the steps of a system, and whether they can be asked. */
export interface CandidateRow {
  readonly systemId: string;
  readonly identityId: string;
  readonly name: string;
  readonly because: "system_owner" | "deputy" | "owned_last_steps" | "only_administrator" | "manager_of_owner";
  /** Has an engagement that lasts, and no leaving of theirs is under way. */
  readonly present: boolean;
}

/** How many of the last steps that people did in a system are looked at. */
const LAST_STEPS = 20;

/**
 * Who might own the steps of systems, by system: those it names, who did the last steps there, its only administrator who
 * is still here, and the manager of its owner. Of those who did the last steps, the latest first.
 */
export async function listCandidates(tx: Tx, systemIds: readonly string[]): Promise<CandidateRow[]> {
  if (systemIds.length === 0) return [];
  const { sql } = tx;
  const ids = [...systemIds];
  return await sql<CandidateRow[]>`
    with asked as (select id, owner_identity_id, deputy_identity_id from system where id = any(${ids}::uuid[])),
    admins as (
      select a.system_id, (array_agg(distinct k.identity_id))[1] as identity_id
      from profile_access x
      join account a on a.id = x.account_id and a.system_id = any(${ids}::uuid[])
      join account_link k on k.account_id = a.id and k.relation = 'personal'
      where x.layer in ('group','entitlement') and x.label ~* '(^|[^a-z])admin'
        and exists (select from engagement g where g.identity_id = k.identity_id and (g.ended_at is null or g.ended_at > now()))
      group by a.system_id having count(distinct k.identity_id) = 1
    ), named as (
      select id as system_id, owner_identity_id as identity_id, 'system_owner' as because, null::timestamptz as at from asked
      union all select id, deputy_identity_id, 'deputy', null from asked
      union all select asked.id, o.owner_identity_id, 'owned_last_steps', max(o.ended_at) from asked cross join lateral (
        select owner_identity_id, ended_at from step where system_id = asked.id and kind = 'person' and ended_at is not null
        order by ended_at desc limit ${LAST_STEPS}) o group by asked.id, o.owner_identity_id
      union all select system_id, identity_id, 'only_administrator', null from admins
      union all select asked.id, m.identity_id, 'manager_of_owner', null from asked
        join profile_identity o on o.identity_id = asked.owner_identity_id
        join profile_identity m on m.person_key = o.manager_key
    )
    select n.system_id as "systemId", n.identity_id as "identityId", coalesce(p.display_name, 'Erased person') as name, n.because,
      exists (select from engagement g where g.identity_id = n.identity_id and (g.ended_at is null or g.ended_at > now()))
        and not exists (select from leaver_case c where c.identity_id = n.identity_id
          and c.state in ('scheduled','open','reopened')) as present
    from named n left join profile_identity p on p.identity_id = n.identity_id
    where n.identity_id is not null order by n.because, n.at desc nulls last`;
}
