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

/** Keeps sightings: the fact, and in a row of its own whom it names. */
export async function addSightings({ sql }: Tx, rows: readonly NewSighting[], by: string): Promise<void> {
  if (rows.length === 0) return;
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
}
