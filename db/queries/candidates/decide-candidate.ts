import type { CandidateState } from "../../../lib/core/candidates/sighting.ts";
import type { Tx } from "../../tx.ts";

export interface LockedCandidate {
  readonly id: string;
  readonly name: string;
  readonly domain: string | null;
  readonly state: CandidateState;
  readonly version: number;
}

/** Locks a candidate until commit; undefined when it is not there or out of scope. */
export async function lockCandidate(tx: Tx, id: string): Promise<LockedCandidate | undefined> {
  const [row] = await tx.sql<LockedCandidate[]>`
    select id, name, domain, state, version from candidate where id = ${id} for no key update`;
  return row;
}

export interface CandidateDecision {
  readonly state: CandidateState;
  readonly reason: string | null;
  readonly by: string | null;
  readonly systemId: string | null;
}

/** Writes what was decided of a candidate. @returns its version now */
export async function decideCandidate(tx: Tx, id: string, decision: CandidateDecision): Promise<number> {
  const [row] = await tx.sql<{ version: number }[]>`
    update candidate set state = ${decision.state}, reason = ${decision.reason}, decided_by = ${decision.by},
      decided_at = case when ${decision.by}::text is null then null else clock_timestamp() end,
      system_id = ${decision.systemId}, version = version + 1
    where id = ${id} returning version`;
  return row?.version ?? 0;
}
