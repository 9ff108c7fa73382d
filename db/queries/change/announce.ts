import type { Database } from "../../client.ts";

/** PostgreSQL refuses a payload of 8,000 bytes; a tag has at most 60. */
const TAGS_MAX = 100;

export interface Change {
  readonly id: number;
  readonly tag: string;
}

/** Number of the newest change; 0 when there is none. */
export async function latestChange(database: Database): Promise<number> {
  const [row] = await database.sql<{ id: number }[]>`select coalesce(max(id), 0) as id from change`;
  return row?.id ?? 0;
}

/** Changes numbered above `from`, in order. */
export async function readChanges(database: Database, from: number): Promise<readonly Change[]> {
  return await database.sql<Change[]>`select id, tag from change where id > ${from} order by id limit 20000`;
}

/** Announces tags on one channel; more than fit in a payload go out as several. */
export async function announce(database: Database, tags: readonly string[]): Promise<void> {
  for (let from = 0; from < tags.length; from += TAGS_MAX) {
    await database.sql`select pg_notify('closeout_change', ${JSON.stringify(tags.slice(from, from + TAGS_MAX))})`;
  }
}
