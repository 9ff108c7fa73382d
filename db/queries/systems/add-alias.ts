import type { Tx } from "../../tx.ts";

/** Gives a system another name, by its key. @returns the system that goes by it now: another one when it was taken */
export async function addAlias(tx: Tx, systemId: string, key: string): Promise<string | undefined> {
  await tx.sql`
    insert into system_alias (key, system_id, created_at) values (${key}, ${systemId}, clock_timestamp()) on conflict do nothing`;
  const [row] = await tx.sql<
    { systemId: string }[]
  >`select system_id as "systemId" from system_alias where key = ${key}`;
  return row?.systemId;
}
