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
 * named before. A name that nobody known has is somebody as well. One pass over the people: a look-up for each of many
 * names costs more, and most of all while an index waits for its vacuum.
 */
const named = ({ sql }: Tx, candidateIds: readonly string[]) => sql`
  with words as (
    select s.candidate_id, w.person, min(s.seen_at) as seen_at, min(s.received_at) as received_at
    from candidate_sighting s join profile_sighting w on w.sighting_id = s.id
    where s.candidate_id = any(${[...candidateIds]}::uuid[]) group by 1, 2
  ), known as (
    select distinct n.person, k.identity_id from (select distinct person from words) n join (
      select person_key as key, identity_id from profile_identity
      union all select unnest(emails), identity_id from profile_identity
      union all select unnest(user_names), identity_id from profile_identity) k on k.key = n.person
  )`;

/** How many people use each candidate, and the leavings of those among them who leave. One statement. */
export async function listUsers(
  tx: Tx,
  candidateIds: readonly string[],
): Promise<{ readonly users: readonly UsersRow[]; readonly leavings: readonly UserLeavingRow[] }> {
  const [row] = await tx.sql<{ users: UsersRow[]; leavings: UserLeavingRow[] }[]>`
    ${named(tx, candidateIds)}, users as (
      select w.candidate_id as "candidateId", count(distinct coalesce(k.identity_id::text, w.person) collate "C")::int as people
      from words w left join known k on k.person = w.person group by 1
    ), leavings as (
      select w.candidate_id as "candidateId", c.identity_id as "identityId", c.id as "caseId", c.number as "caseNumber",
        micros(min(w.seen_at)) as "seenAt", micros(min(w.received_at)) as "receivedAt",
        micros((select min(g.started_at) from engagement g where g.identity_id = c.identity_id and g.started_at > c.effective_at)) as "engagedAgainAt",
        micros((select min(t.at) from case_transition t where t.case_id = c.id and t."to" like 'closed\\_%')) as "closedAt"
      from words w join known k on k.person = w.person
      join leaver_case c on c.identity_id = k.identity_id and c.state <> 'cancelled'
      group by w.candidate_id, c.id
    )
    select coalesce((select json_agg(u) from users u), '[]') as users,
      coalesce((select json_agg(l order by l."caseNumber") from leavings l), '[]') as leavings`;
  return row ?? { users: [], leavings: [] };
}
