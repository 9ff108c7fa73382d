import type { Database } from "../../client.ts";

/** Tells the workers that steps wait. In a statement of its own, after the commit that enqueued them. */
export async function wakeWorkers(database: Database): Promise<void> {
  await database.sql`select pg_notify('closeout_work', '')`;
}
