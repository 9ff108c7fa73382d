import type { Tx } from "../../tx.ts";

export interface PersonRow {
  readonly id: string;
  readonly personKey: string;
  readonly name: string;
  readonly emails: readonly string[];
  /** No engagement of theirs goes on. */
  readonly left: boolean;
}

/** Sorted after every text that begins as the one before it. */
const LAST = "\u{10FFFF}";

export interface PeopleSought {
  readonly text: string;
  /** The same as names are compared, see `foldName`. */
  readonly folded: string;
}

/**
 * People whom a text names whole, by key, mail or user name, then those whose names begin with it. Each part is read from
 * its index, and no further than is shown (`offset 0`: nor is everybody read to be joined with the few).
 */
export async function listPeople(tx: Tx, { text, folded }: PeopleSought, peopleMax: number): Promise<PersonRow[]> {
  return await tx.sql<PersonRow[]>`
    with found as (
      (select identity_id, 1 as place from profile_identity where person_key = ${text})
      union all (select identity_id, 1 from profile_identity where emails @> array[${folded}])
      union all (select identity_id, 1 from profile_identity where name_keys @> array[${folded}])
      union all (select identity_id, 2 from profile_identity
        where (lower(display_name) collate "C") >= ${folded} and (lower(display_name) collate "C") < ${folded + LAST}
        order by lower(display_name) collate "C" limit ${peopleMax})
    )
    select p.identity_id as id, p.person_key as "personKey", p.display_name as name, p.emails,
      not exists (select from engagement g where g.identity_id = p.identity_id and (g.ended_at is null or g.ended_at > now())) as left
    from (select identity_id, min(place) as place from found group by 1) f
    cross join lateral (select * from profile_identity where identity_id = f.identity_id offset 0) p
    order by f.place, lower(p.display_name) collate "C", p.person_key limit ${peopleMax}`;
}
