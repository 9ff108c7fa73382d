import type { Database } from "../../client.ts";

/** A worker that stops in order gives back what it holds at once, instead of when leases run out. */
export async function forgetWorker(database: Database, workerId: string): Promise<void> {
  await database.sql.begin(async (sql) => {
    await sql`update step set state = 'ready', leased_by = null, lease_until = null where leased_by = ${workerId} and state = 'leased'`;
    await sql`delete from target_permit where worker_id = ${workerId}`;
    await sql`delete from worker where id = ${workerId}`;
  });
}
