import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

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

/** The leavings of those whom sources name as users of candidates. Found from the cases: leavers are few among users. */
export async function listLeavings(tx: Tx, candidateIds: readonly string[]): Promise<UserLeavingRow[]> {
  return await tx.sql<UserLeavingRow[]>`
    with uses as (
      select u.candidate_id, c.id as case_id, c.identity_id, c.number, c.effective_at, min(u.seen_at) as seen_at,
        min(u.received_at) as received_at
      from leaver_case c join profile_candidate_user u on u.identity_id = c.identity_id
      where c.state <> 'cancelled' and u.candidate_id = any(${[...candidateIds]}::uuid[])
      group by u.candidate_id, c.id
    ), cases as materialized (
      select d.case_id,
        (select min(g.started_at) from engagement g where g.identity_id = d.identity_id and g.started_at > d.effective_at) as again_at,
        (select min(t.at) from case_transition t where t.case_id = d.case_id and t."to" like 'closed\\_%') as closed_at
      from (select distinct case_id, identity_id, effective_at from uses) d
    )
    select candidate_id as "candidateId", identity_id as "identityId", case_id as "caseId", number as "caseNumber",
      micros(seen_at) as "seenAt", micros(received_at) as "receivedAt", micros(again_at) as "engagedAgainAt", micros(closed_at) as "closedAt"
    from uses join cases using (case_id) order by number`;
}
