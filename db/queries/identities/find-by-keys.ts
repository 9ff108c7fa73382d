import type { Tx } from "../../tx.ts";

/** Identity ids by HR key; keys nobody has are missing. */
export async function findIdentityIds(tx: Tx, personKeys: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.sql<{ key: string; id: string }[]>`
    select person_key as key, identity_id as id from profile_identity
    where person_key = any(${[...personKeys]}::text[])`;
  return new Map(rows.map((row) => [row.key, row.id]));
}
