import type { Tx } from "../../tx.ts";

/** A case of somebody who was looked for in a list, with the keys they were looked for by. */
export interface SubjectCase {
  readonly caseId: string;
  readonly identityId: string;
  readonly epoch: number;
  readonly personKey: string;
  readonly emails: readonly string[];
  readonly userNames: readonly string[];
  /** That no row of the list is theirs says that they are not in it. */
  readonly couldMatch: boolean;
}

/** Cases that a list speaks of. Whose keys changed since it was read was looked for by others, and is left out. */
export async function loadSubjectCases(tx: Tx, snapshotId: string): Promise<SubjectCase[]> {
  return await tx.sql<SubjectCase[]>`
    select c.id as "caseId", c.identity_id as "identityId", c.epoch, p.person_key as "personKey", p.emails,
      p.user_names as "userNames", s.could_match as "couldMatch"
    from snapshot_subject s
    join profile_identity p on p.identity_id = s.identity_id
      and md5(row(p.person_key, p.emails, p.user_names)::text) = s.keys_digest
    join leaver_case c on c.identity_id = s.identity_id and c.state not in ('cancelled', 'archived')
    where s.snapshot_id = ${snapshotId}
    order by c.id`;
}
