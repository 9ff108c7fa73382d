import type { Database } from "../../client.ts";

/** Puts steps of dead workers back. @returns how many */
export async function expireLeases(database: Database): Promise<number> {
  const rows = await database.sql`
    update step set state = 'ready', leased_by = null, lease_until = null
    where id in (select id from step where leased_by is not null and state = 'leased' and lease_until < now() limit 1000 for update skip locked)
    returning 1`;
  return rows.length;
}
