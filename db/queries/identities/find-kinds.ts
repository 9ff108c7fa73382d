import type { Tx } from "../../tx.ts";

/** What kind of identity each id names; ids nobody has are missing. */
export async function findKinds(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.sql<{ id: string; kind: string }[]>`
    select id, kind from identity where id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row.kind]));
}
