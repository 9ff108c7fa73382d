import type { Database } from "../../client.ts";

/**
 * Keeps the worker's leases alive; those it no longer holds are left alone, and so are those that another transaction is
 * just ending: waiting for it could deadlock, since it holds them in another order.
 */
export async function renewLeases(
  database: Database,
  workerId: string,
  stepIds: readonly string[],
  leaseMicros: number,
): Promise<void> {
  if (stepIds.length === 0) return;
  await database.sql`
    update step set lease_until = now() + ${leaseMicros} * interval '1 microsecond'
    where id in (select id from step where id = any(${[...stepIds]}::uuid[]) and leased_by = ${workerId} and state = 'leased'
      for no key update skip locked)`;
}
