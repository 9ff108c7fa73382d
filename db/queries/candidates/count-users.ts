import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/** That a sighting names somebody as a user of its candidate. */
export interface NamedUser {
  readonly sightingId: string;
  /** As the source writes it. */
  readonly person: string;
  /** The same as user names are compared, see `foldName`. */
  readonly folded: string;
}

/** Whom names may be: somebody with that person key, mail or user name. Name by name, through the index of each. */
const matches = ({ sql }: Tx) => sql`
  known as (
    select n.person, k.identity_id from (select distinct person, folded from named) n cross join lateral (
      select identity_id from profile_identity where person_key = n.person
      union select identity_id from profile_identity where emails @> array[n.person]
      union select identity_id from profile_identity where name_keys @> array[n.folded] and n.person = any(user_names)
      offset 0) k
  )`;

/**
 * Adds whom sightings name to the users of their candidates, each person once, whatever names they are given. The caller
 * has the turn to change identities: whose a name is must not change meanwhile.
 */
export async function addUsers(tx: Tx, users: readonly NamedUser[]): Promise<void> {
  if (users.length === 0) return;
  await tx.sql`
    with named as (
      select s.candidate_id, t.person, t.folded, s.seen_at, s.received_at
      from unnest(${plainList(users.map((u) => u.sightingId))}::uuid[], ${users.map((u) => u.person)}::text[],
        ${users.map((u) => u.folded)}::text[]) as t(id, person, folded) join candidate_sighting s on s.id = t.id
    ), ${matches(tx)}, wanted as (
      select n.candidate_id, n.person, k.identity_id, min(n.seen_at) as seen_at, min(n.received_at) as received_at
      from named n left join known k on k.person = n.person group by 1, 2, 3
    ), fresh as (
      select w.candidate_id, count(distinct coalesce(w.identity_id::text, w.person)) as more from wanted w
      where (w.identity_id is null and not exists (
          select from profile_candidate_user p where p.candidate_id = w.candidate_id and p.person = w.person and p.identity_id is null))
        or (w.identity_id is not null and not exists (
          select from profile_candidate_user p where p.candidate_id = w.candidate_id and p.identity_id = w.identity_id))
      group by 1
    ), added as (
      insert into profile_candidate_user as u (candidate_id, person, identity_id, seen_at, received_at)
      select candidate_id, person, identity_id, seen_at, received_at from wanted
      on conflict on constraint profile_candidate_user_name do update set seen_at = least(u.seen_at, excluded.seen_at)
    )
    update candidate c set people = c.people + f.more from fresh f where c.id = f.candidate_id`;
}

/** Names that identities have now, or are counted by so far. */
async function namesOf(tx: Tx, names: readonly string[], identityIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ person: string }[]>`
    select person from profile_candidate_user where person = any(${[...names]}::text[])
    union select person from profile_candidate_user where identity_id = any(${[...identityIds]}::uuid[])`;
  return rows.map(({ person }) => person);
}

/** People whose names were just written; every name that they have, or had. */
export interface RenamedPeople {
  readonly identityIds: readonly string[];
  readonly names: readonly string[];
  readonly fold: (name: string) => string;
}

/**
 * Says anew whose the names of users are, once people have taken or given up keys: two names that turn out to be one
 * person's count once. It costs two look-ups where no source names any of them.
 */
export async function renameUsers(tx: Tx, { identityIds, names, fold }: RenamedPeople): Promise<void> {
  const affected = await namesOf(tx, names, identityIds);
  if (affected.length === 0) return;
  await tx.sql`
    with named as (
      select * from unnest(${affected}::text[], ${affected.map(fold)}::text[]) as t(person, folded)
    ), ${matches(tx)}, old as (
      delete from profile_candidate_user where person = any(${affected}::text[])
      returning candidate_id, person, seen_at, received_at
    )
    insert into profile_candidate_user (candidate_id, person, identity_id, seen_at, received_at)
    select o.candidate_id, o.person, k.identity_id, min(o.seen_at), min(o.received_at)
    from old o left join known k on k.person = o.person group by 1, 2, 3`;
  await tx.sql`
    update candidate c set people = n.people from (
      select candidate_id, count(distinct coalesce(identity_id::text, person) collate "C") as people
      from profile_candidate_user where candidate_id in (
        select candidate_id from profile_candidate_user where person = any(${affected}::text[])) group by 1) n
    where c.id = n.candidate_id and c.people <> n.people`;
}
