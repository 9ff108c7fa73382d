import type { Tx } from "../../tx.ts";

/** What the guard against mass events is asked with. */
export interface Openings {
  /** Events of the source accepted and not held in the last hour. */
  readonly lastHour: number;
  /** Events of the source that a second person released in the last day. */
  readonly released: number;
  /** The source is held now. */
  readonly held: boolean;
}

/** How much a source has opened lately, and whether it is held. Of a held source nothing is counted. */
export async function countOpenings(tx: Tx, source: string): Promise<Openings> {
  const holds = await tx.sql`select from source_hold where source = ${source} and released_at is null limit 1`;
  if (holds.length > 0) return { lastHour: 0, released: 0, held: true };
  const [row] = await tx.sql<Openings[]>`
    select
      (select count(*) from lifecycle_event
        where source = ${source} and received_at > now() - interval '1 hour' and not held) as "lastHour",
      (select coalesce(sum(asked), 0) from source_hold
        where source = ${source} and released_at > now() - interval '1 day')::bigint as released,
      false as held`;
  return row ?? { lastHour: 0, released: 0, held: false };
}

/** Emergencies of the source that opened a case within the last hour. */
export async function countEmergencies(tx: Tx, source: string): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*) from lifecycle_event e join profile_event p on p.event_id = e.id
    where e.source = ${source} and e.received_at > now() - interval '1 hour' and not e.held
      and (p.payload::jsonb->'event'->>'emergency')::boolean`;
  return row?.count ?? 0;
}

/** People with an engagement that lasts. Counted when a source asks for much, never for a single event. */
export async function countActivePeople(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(distinct identity_id) as count from engagement where ended_at is null or ended_at > now()`;
  return row?.count ?? 0;
}
