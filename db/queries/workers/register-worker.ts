import type { Database } from "../../client.ts";

/** Makes a worker known, or known to be still there. */
export async function registerWorker(database: Database, workerId: string, schemaVersion: string): Promise<void> {
  await database.sql`
    insert into worker (id, started_at, seen_at, schema_version) values (${workerId}, now(), now(), ${schemaVersion})
    on conflict (id) do update set seen_at = now()`;
}
