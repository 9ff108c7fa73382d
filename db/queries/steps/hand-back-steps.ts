import type { Database } from "../../client.ts";
import { plainList } from "../../plain-list.ts";

/** Puts steps that a worker holds and has not begun back into the queue, for anybody; the lease counts as no attempt. */
export async function handBackSteps(database: Database, workerId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await database.sql`
    update step set state = 'ready', leased_by = null, lease_until = null, attempts = greatest(attempts - 1, 0)
    where id = any(${plainList(ids)}::uuid[]) and leased_by = ${workerId} and state = 'leased'`;
}
