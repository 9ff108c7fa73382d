import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** How many people sources name as users of a candidate. */
export interface UsersRow {
  readonly candidateId: string;
  readonly people: number;
}

/** A leaving of somebody whom a source names as a user of a candidate. */
export interface UserLeavingRow {
  readonly candidateId: string;
  readonly identityId: string;
  readonly caseId: string;
  readonly caseNumber: number;
  /** The earliest use that a source states; null where none states a time. */
  readonly seenAt: Instant | null;
  /** When the first source that names them reached us. */
  readonly receivedAt: Instant;
  readonly engagedAgainAt: Instant | null;
  /** When the case first closed. */
  readonly closedAt: Instant | null;
}

/**
 * Whom the sightings of candidates name, by key, mail or user name; asked anew each time, for whoever leaves later was
 * named before. A name that nobody known has is somebody as well. One statement each.
 */
const named = ({ sql }: Tx, candidateIds: readonly string[]) => sql`
  with words as (
    select s.candidate_id, w.person, min(s.seen_at) as seen_at, min(s.received_at) as received_at
    from candidate_sighting s join profile_sighting w on w.sighting_id = s.id
    where s.candidate_id = any(${[...candidateIds]}::uuid[]) group by 1, 2
  ), known as (
    select n.person, p.identity_id from (select distinct person from words) n cross join lateral (
      select identity_id from profile_identity where person_key = n.person
      union select identity_id from profile_identity where emails @> array[n.person]
      union select identity_id from profile_identity where user_names @> array[n.person]) p
  )`;

export async function countUsers(tx: Tx, candidateIds: readonly string[]): Promise<UsersRow[]> {
  return await tx.sql<UsersRow[]>`
    ${named(tx, candidateIds)}
    select w.candidate_id as "candidateId", count(distinct coalesce(k.identity_id::text, w.person))::int as people
    from words w left join known k on k.person = w.person group by 1`;
}

export async function listUserLeavings(tx: Tx, candidateIds: readonly string[]): Promise<UserLeavingRow[]> {
  return await tx.sql<UserLeavingRow[]>`
    ${named(tx, candidateIds)}
    select w.candidate_id as "candidateId", c.identity_id as "identityId", c.id as "caseId", c.number as "caseNumber",
      micros(min(w.seen_at)) as "seenAt", micros(min(w.received_at)) as "receivedAt",
      micros((select min(g.started_at) from engagement g where g.identity_id = c.identity_id and g.started_at > c.effective_at)) as "engagedAgainAt",
      micros((select min(t.at) from case_transition t where t.case_id = c.id and t."to" like 'closed\\_%')) as "closedAt"
    from words w join known k on k.person = w.person join leaver_case c on c.identity_id = k.identity_id and c.state <> 'cancelled'
    group by w.candidate_id, c.id order by c.number`;
}
