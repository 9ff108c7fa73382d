import type { Tx } from "../../tx.ts";

/**
 * Says of every account that a run saw whose it is, by the rule of `matchReason`: exactly equal, letter case aside,
 * strongest key first. Keys were folded by the core before they were written; SQL only compares them. One read of
 * people and accounts for all of them, however many there are.
 */
export async function correlate(tx: Tx, run: { readonly id: string; readonly systemId: string }): Promise<void> {
  await tx.sql`
    with seen as materialized (
      select native_id, external_id, name_key, mail_keys from profile_listed_account
      where system_id = ${run.systemId} and run_id = ${run.id}
    ), found as (
      select s.native_id, p.identity_id, 1 as place
        from seen s join profile_identity p on p.person_key = s.external_id
      union all
      select s.native_id, n.identity_id, 2 from seen s
        join (select identity_id, lower(unnest(user_names || emails)) as key from profile_identity) n on n.key = s.name_key
      union all
      select s.native_id, m.identity_id, 3
        from (select native_id, unnest(mail_keys) as key from seen) s
        join (select identity_id, lower(unnest(emails)) as key from profile_identity) m on m.key = s.key
    ), people as (
      select f.native_id, f.identity_id, min(f.place) as place, exists (
          select from engagement g where g.identity_id = f.identity_id and (g.ended_at is null or g.ended_at > now())) as stays
      from found f group by f.native_id, f.identity_id
    ), best as (
      -- Somebody who has left stands before somebody who stays: an account of both is one to look at.
      select distinct on (native_id) native_id, identity_id, stays,
        (array['external_id','user_name','email'])[place] as reason
      from people order by native_id, stays, place
    )
    update profile_listed_account l set identity_id = b.identity_id, reason = b.reason,
      standing = case when b.identity_id is null then 'uncorrelated' when b.stays then 'person' else 'left' end
    from seen s left join best b using (native_id)
    where l.system_id = ${run.systemId} and l.native_id = s.native_id
      and (l.standing, l.identity_id) is distinct from
        (case when b.identity_id is null then 'uncorrelated' when b.stays then 'person' else 'left' end, b.identity_id)`;
}

/** Accounts listed before and not by this run, which saw everybody. @returns how many are new among the gone */
export async function markGone(tx: Tx, run: { readonly id: string; readonly systemId: string }): Promise<number> {
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
}

/** Different accounts that a run saw, and of whom; accounts that cannot be used any more are nobody's worry. */
export async function countSeen(tx: Tx, run: { readonly id: string; readonly systemId: string }): Promise<SeenCounts> {
  const [row] = await tx.sql<SeenCounts[]>`
    select count(*)::int as accounts,
      count(*) filter (where standing = 'uncorrelated' and presence <> 'disabled')::int as uncorrelated,
      count(*) filter (where standing = 'left' and presence <> 'disabled')::int as "ofLeavers"
    from profile_listed_account where system_id = ${run.systemId} and run_id = ${run.id}`;
  return row ?? { accounts: 0, uncorrelated: 0, ofLeavers: 0 };
}
