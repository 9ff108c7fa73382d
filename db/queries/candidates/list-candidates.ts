import type { CandidateState, SightingChannel } from "../../../lib/core/candidates/sighting.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

export interface CandidateRow {
  readonly id: string;
  readonly name: string;
  readonly domain: string | null;
  readonly state: CandidateState;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly version: number;
  readonly keys: readonly string[];
}

/** Candidates, newest first; `id`: that one alone. */
export async function listCandidates(tx: Tx, id: string | null, rowsMax: number): Promise<CandidateRow[]> {
  const { sql } = tx;
  return await sql<CandidateRow[]>`
    select c.id, c.name, c.domain, c.state, c.reason, coalesce(p.display_name, u.name) as "decidedBy",
      micros(c.decided_at) as "decidedAt", c.version,
      array(select k.key from candidate_key k where k.candidate_id = c.id order by k.key) as keys
    from candidate c
    left join profile_identity p on p.identity_id::text = c.decided_by
    left join app_user u on 'user:' || u.id = c.decided_by
    ${id === null ? sql`` : sql`where c.id = ${id}`}
    order by c.found_at desc, c.id limit ${rowsMax}`;
}

/** One source's sightings of one candidate, together. */
export interface SeenInRow {
  readonly candidateId: string;
  readonly channel: SightingChannel;
  readonly source: string;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** Of the latest row that states them. */
  readonly seats: number | null;
  readonly costCentres: readonly string[];
  readonly scopes: readonly string[];
}

/** Where candidates were seen. */
export async function listSeenIn(tx: Tx, candidateIds: readonly string[]): Promise<SeenInRow[]> {
  return await tx.sql<SeenInRow[]>`
    select s.candidate_id as "candidateId", s.channel, s.source,
      micros(min(coalesce(s.seen_at, s.received_at))) as "firstSeenAt", micros(max(coalesce(s.seen_at, s.received_at))) as "lastSeenAt",
      (array_agg(s.seats order by s.seen_at desc nulls last) filter (where s.seats is not null))[1] as seats,
      coalesce(array_agg(distinct s.cost_centre) filter (where s.cost_centre is not null), '{}') as "costCentres",
      coalesce(array_agg(distinct s.scope) filter (where s.scope is not null), '{}') as scopes
    from candidate_sighting s where s.candidate_id = any(${[...candidateIds]}::uuid[])
    group by s.candidate_id, s.channel, s.source order by 4`;
}
