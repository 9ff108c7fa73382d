import type { CandidateState, SightingChannel } from "../../../lib/core/candidates/sighting.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";
import { uuidOf } from "../../uuid-of.ts";

export interface CandidateRow {
  readonly id: string;
  readonly name: string;
  readonly domain: string | null;
  readonly state: CandidateState;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly version: number;
  /** How many people sources name as its users. */
  readonly people: number;
  readonly keys: readonly string[];
}

/** Candidates, newest first; `id`: that one alone. */
export async function listCandidates(tx: Tx, id: string | null, rowsMax: number): Promise<CandidateRow[]> {
  const { sql } = tx;
  return await sql<CandidateRow[]>`
    select c.id, c.name, c.domain, c.state, c.reason, coalesce(
        (select p.display_name from profile_identity p where p.identity_id = ${uuidOf(tx, "c.decided_by")}),
        (select u.name from app_user u where u.id = ${uuidOf(tx, "c.decided_by")})) as "decidedBy",
      micros(c.decided_at) as "decidedAt", c.version, c.people,
      array(select k.key from candidate_key k where k.candidate_id = c.id order by k.key) as keys
    from candidate c
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
    select candidate_id as "candidateId", channel, source, micros(first_seen_at) as "firstSeenAt", micros(last_seen_at) as "lastSeenAt",
      seats, cost_centres as "costCentres", scopes
    from candidate_source where candidate_id = any(${[...candidateIds]}::uuid[]) order by first_seen_at`;
}
