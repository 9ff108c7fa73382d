import type { Database } from "../../client.ts";
import { SCHEMA_VERSION } from "../../schema-version.ts";

/** What readiness stands on, as the database knows it. */
export interface HealthFacts {
  /** Microseconds since a worker was last seen; null when none ever was. */
  readonly workerSeenAgo: number | null;
  /** The database stands at the very migration this code comes with. */
  readonly migrated: boolean;
  /** Protections that this server does not grant, in sentences. */
  readonly protectionsMissing: readonly string[];
}

/** Asks the database how the product is. Throws when it cannot be reached. */
export async function readHealth(database: Database): Promise<HealthFacts> {
  const [tables] = await database.sql<{ there: boolean }[]>`select to_regclass('public.setting') is not null as there`;
  if (!tables?.there) return { workerSeenAgo: null, migrated: false, protectionsMissing: [] };
  const [row] = await database.sql<{ ago: number | null; schema: string | null; missing: readonly string[] | null }[]>`
    select (select (extract(epoch from clock_timestamp() - max(seen_at)) * 1000000)::bigint from worker) as ago,
      (select value #>> '{}' from setting where name = 'schema') as schema,
      (select value from setting where name = 'protections_missing') as missing`;
  return {
    workerSeenAgo: row?.ago ?? null,
    migrated: row?.schema === SCHEMA_VERSION,
    protectionsMissing: row?.missing ?? [],
  };
}
