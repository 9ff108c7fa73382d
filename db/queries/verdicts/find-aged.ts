import type { Database } from "../../client.ts";

/** Items whose verdict has to be derived again since its time ran out, oldest first. */
export async function findAged(database: Database, itemsMax: number): Promise<readonly string[]> {
  const rows = await database.sql<{ id: string }[]>`
    select item_id as id from item_verdict where valid_until <= now() order by valid_until limit ${itemsMax}`;
  return rows.map((row) => row.id);
}
