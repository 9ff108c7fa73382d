import type { Tx } from "../../tx.ts";

/** What a person's command on a step decides by. */
export interface LockedStep {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly version: number;
  readonly caseId: string | null;
  readonly itemId: string | null;
  readonly systemId: string | null;
  readonly epoch: number;
  /** Microseconds; null when it has none. */
  readonly dueAt: number | null;
  readonly ownerIdentityId: string | null;
  readonly ownerReason: string | null;
  /** Identity the step's case is about. */
  readonly subjectId: string | null;
  readonly caseEpoch: number | null;
  readonly caseState: string | null;
  /** How the item's layer is looked at, and how long the target may show an old state; microseconds. */
  readonly observe: string | null;
  readonly freshnessMicros: number;
  readonly accessId: string | null;
}

/** Locks steps until commit, in the order of their ids. Steps that are not there or out of scope are missing. */
export async function lockSteps(tx: Tx, stepIds: readonly string[]): Promise<LockedStep[]> {
  return await tx.sql<LockedStep[]>`
    select s.id, s.kind, s.state, s.version, s.case_id as "caseId", s.item_id as "itemId", s.system_id as "systemId", s.epoch,
      micros(s.due_at) as "dueAt", s.owner_identity_id as "ownerIdentityId", s.owner_reason as "ownerReason", c.identity_id as "subjectId",
      c.epoch as "caseEpoch", c.state as "caseState", l.observe, coalesce(l.freshness_micros, 0) as "freshnessMicros",
      i.access_id as "accessId"
    from step s
    left join leaver_case c on c.id = s.case_id
    left join case_item i on i.id = s.item_id
    left join system_layer l on l.system_id = i.system_id and l.layer = i.layer
    where s.id = any(${[...stepIds]}::uuid[]) order by s.id for no key update of s`;
}
