import type { Database } from "../../client.ts";

/** What readiness stands on, as the database knows it. */
export interface HealthFacts {
  /** Microseconds since a worker was last seen; null when none ever was. */
  readonly workerSeenAgo: number | null;
  /** The tables of this version are there. */
  readonly migrated: boolean;
}

/** Asks the database how the product is. Throws when it cannot be reached. */
export async function readHealth(database: Database): Promise<HealthFacts> {
  const [tables] = await database.sql<{ migrated: boolean }[]>`
    select to_regclass('public.worker') is not null and to_regclass('public.entry') is not null as migrated`;
  if (!tables?.migrated) return { workerSeenAgo: null, migrated: false };
  const [row] = await database.sql<{ ago: number | null }[]>`
    select (extract(epoch from clock_timestamp() - max(seen_at)) * 1000000)::bigint as ago from worker`;
  return { workerSeenAgo: row?.ago ?? null, migrated: true };
}
