import type { Tx } from "../../tx.ts";

/** One person as rows are matched with them. */
export interface PersonRow {
  readonly identityId: string;
  /** They leave, or left and are still watched. */
  readonly leaving: boolean;
  readonly personKey: string;
  /** One a line, as kept. */
  readonly emails: string;
  readonly userNames: string;
  readonly keysDigest: string;
}

const ROWS_AT_ONCE = 5000;

/** Everybody by their keys, some thousand at a time: however many there are, they are never all in memory. */
export function loadPeople(tx: Tx): AsyncIterable<PersonRow[]> {
  return tx.sql<PersonRow[]>`
    select p.identity_id as "identityId", c.identity_id is not null as leaving, p.person_key as "personKey",
      array_to_string(p.emails, E'\n') as emails, array_to_string(p.user_names, E'\n') as "userNames",
      case when c.identity_id is not null then md5(row(p.person_key, p.emails, p.user_names)::text) else '' end as "keysDigest"
    from profile_identity p
    left join (select distinct identity_id from leaver_case where state not in ('cancelled', 'archived')) c
      on c.identity_id = p.identity_id`.cursor(ROWS_AT_ONCE);
}

/** How many people there are, roughly: room is made for them at once. */
export async function countPeople(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ people: number }[]>`
    select greatest(reltuples, 0)::int as people from pg_class where oid = 'profile_identity'::regclass`;
  return row?.people ?? 0;
}

/** Native ids of the accounts known in a system. */
export function loadAccountIds(tx: Tx, systemId: string): AsyncIterable<{ nativeId: string }[]> {
  return tx.sql<{ nativeId: string }[]>`
    select native_id as "nativeId" from profile_account where system_id = ${systemId}`.cursor(ROWS_AT_ONCE);
}
