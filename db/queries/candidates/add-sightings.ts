import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

export interface NewSighting {
  readonly id: string;
  readonly candidateId: string;
  readonly channel: string;
  readonly source: string;
  readonly rowDigest: string;
  /** Microseconds; null where the source states no time. */
  readonly seenAt: number | null;
  readonly seats: number | null;
  readonly costCentre: string | null;
  readonly amount: string | null;
  readonly scope: string | null;
  /** Whom it names, as the source writes it. */
  readonly person: string | null;
}

/** Digests of rows that these sources sent before. */
export async function findSightings(tx: Tx, source: string, digests: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ digest: string }[]>`
    select row_digest as digest from candidate_sighting where source = ${source} and row_digest = any(${[...digests]}::text[])`;
  return new Set(rows.map((row) => row.digest));
}

/**
 * Keeps sightings: the fact, in a row of its own whom it names, and what its source says of the candidate altogether. The
 * caller has the turn of all sources.
 */
export async function addSightings(tx: Tx, rows: readonly NewSighting[], by: string): Promise<void> {
  if (rows.length === 0) return;
  const { sql } = tx;
  const named = rows.filter((row) => row.person !== null);
  await sql`
    insert into candidate_sighting (id, candidate_id, channel, source, row_digest, seen_at, received_at, seats, cost_centre, amount, scope, by)
    select id, candidate_id, channel, source, row_digest, instant(seen_at), clock_timestamp(), seats, cost_centre, amount, scope, ${by}
    from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.candidateId)}::uuid[], ${rows.map((r) => r.channel)}::text[],
      ${rows.map((r) => r.source)}::text[], ${rows.map((r) => r.rowDigest)}::text[], ${rows.map((r) => r.seenAt)}::bigint[],
      ${rows.map((r) => r.seats)}::int[], ${rows.map((r) => r.costCentre)}::text[], ${rows.map((r) => r.amount)}::text[],
      ${rows.map((r) => r.scope)}::text[])
      as t(id, candidate_id, channel, source, row_digest, seen_at, seats, cost_centre, amount, scope)`;
  await sql`
    insert into profile_sighting (sighting_id, person)
    select * from unnest(${named.map((r) => r.id)}::uuid[], ${named.map((r) => r.person)}::text[])`;
  await addToSources(tx, rows);
}

/** From the facts themselves, so that what is kept is what could be made of them again. */
async function addToSources({ sql }: Tx, rows: readonly NewSighting[]): Promise<void> {
  await sql`
    insert into candidate_source as c (candidate_id, channel, source, first_seen_at, last_seen_at, seats, seats_at, cost_centres, scopes)
    select candidate_id, channel, source, min(coalesce(seen_at, received_at)), max(coalesce(seen_at, received_at)),
      (array_agg(seats order by seen_at desc nulls last) filter (where seats is not null))[1],
      max(seen_at) filter (where seats is not null),
      coalesce(array_agg(distinct cost_centre) filter (where cost_centre is not null), '{}'),
      coalesce(array_agg(distinct scope) filter (where scope is not null), '{}')
    from candidate_sighting where id = any(${plainList(rows.map((row) => row.id))}::uuid[])
    group by 1, 2, 3
    on conflict (candidate_id, channel, source) do update set
      first_seen_at = least(c.first_seen_at, excluded.first_seen_at), last_seen_at = greatest(c.last_seen_at, excluded.last_seen_at),
      seats = case when excluded.seats is not null and coalesce(excluded.seats_at, '-infinity') >= coalesce(c.seats_at, '-infinity')
        then excluded.seats else coalesce(c.seats, excluded.seats) end,
      seats_at = greatest(c.seats_at, excluded.seats_at),
      cost_centres = array(select distinct unnest(c.cost_centres || excluded.cost_centres) order by 1),
      scopes = array(select distinct unnest(c.scopes || excluded.scopes) order by 1)`;
}
