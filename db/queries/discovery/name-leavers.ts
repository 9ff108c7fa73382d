import type { Tx } from "../../tx.ts";

interface RunOf {
  readonly id: string;
  readonly systemId: string;
}

/**
 * Names whose the accounts of leavers are that a run saw. Which accounts they are was told by digests of keys; what is
 * written down is compared as text, strongest key first. One that no text bears out is nobody's.
 */
export async function nameLeavers(tx: Tx, run: RunOf): Promise<void> {
  await tx.sql`
    with seen as materialized (
      select native_id, external_id, lower(normalize(user_name)) as name, (select array_agg(lower(normalize(e))) from unnest(emails) e) as mails
      from profile_listed_account where system_id = ${run.systemId} and run_id = ${run.id} and standing = 'left'
    ), gone as materialized (
      select p.identity_id, p.person_key, p.emails, p.user_names from profile_identity p
      where exists (select from engagement g where g.identity_id = p.identity_id)
        and not exists (select from engagement g where g.identity_id = p.identity_id and (g.ended_at is null or g.ended_at > now()))
    ), found as (
      select s.native_id, g.identity_id, 1 as place from seen s join gone g on g.person_key = s.external_id
      union all
      select s.native_id, g.identity_id, 2 from seen s
        join (select identity_id, lower(normalize(unnest(user_names || emails))) as key from gone) g on g.key = s.name
      union all
      select s.native_id, g.identity_id, 3 from (select native_id, unnest(mails) as key from seen) s
        join (select identity_id, lower(normalize(unnest(emails))) as key from gone) g on g.key = s.key
    ), best as (
      select distinct on (native_id) native_id, identity_id, (array['external_id','user_name','email'])[place] as reason
      from found order by native_id, place,
        -- Of two former people with one key, the one whose leaving is worked on or watched.
        (select max(c.opened_at) from leaver_case c where c.identity_id = found.identity_id and c.state not in ('cancelled', 'archived')) desc nulls last,
        identity_id
    )
    update profile_listed_account l set identity_id = b.identity_id, reason = b.reason,
      standing = case when b.identity_id is null then 'uncorrelated' else 'left' end
    from seen s left join best b using (native_id)
    where l.system_id = ${run.systemId} and l.native_id = s.native_id`;
}

/** Accounts listed before and not by this run, which saw everybody. @returns how many are new among the gone */
export async function markGone(tx: Tx, run: RunOf): Promise<number> {
  const [row] = await tx.sql<{ gone: number }[]>`
    with gone as (
      update profile_listed_account set gone_at = clock_timestamp()
      where system_id = ${run.systemId} and run_id <> ${run.id} and gone_at is null returning 1)
    select count(*)::int as gone from gone`;
  return row?.gone ?? 0;
}

export interface SeenCounts {
  readonly accounts: number;
  readonly uncorrelated: number;
  readonly ofLeavers: number;
  /** Accounts listed before, not gone yet, that this run did not see. */
  readonly unseen: number;
}

/** Different accounts that a run saw, and of whom; accounts that cannot be used any more are nobody's worry. */
export async function countSeen(tx: Tx, run: RunOf): Promise<SeenCounts> {
  const [row] = await tx.sql<SeenCounts[]>`
    select count(*) filter (where run_id = ${run.id})::int as accounts,
      count(*) filter (where run_id = ${run.id} and standing = 'uncorrelated' and presence <> 'disabled')::int as uncorrelated,
      count(*) filter (where run_id = ${run.id} and standing = 'left' and presence <> 'disabled')::int as "ofLeavers",
      count(*) filter (where run_id <> ${run.id} and gone_at is null)::int as unseen
    from profile_listed_account where system_id = ${run.systemId}`;
  return row ?? { accounts: 0, uncorrelated: 0, ofLeavers: 0, unseen: 0 };
}
