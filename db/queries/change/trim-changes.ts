import type { Database } from "../../client.ts";

/** Forgets changes older than an hour: every listener has read them or reads everything anew. */
export async function trimChanges(database: Database): Promise<void> {
  await database.sql`delete from change where at < now() - interval '1 hour'`;
}
