import type { Tx } from "../../tx.ts";

/** Identity ids by HR key; keys nobody has are missing. */
export async function findIdentityIds(tx: Tx, personKeys: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.sql<{ key: string; id: string }[]>`
    select person_key as key, identity_id as id from profile_identity
    where person_key = any(${[...personKeys]}::text[])`;
  return new Map(rows.map((row) => [row.key, row.id]));
}

/** HR key of an identity; undefined when it is unknown or erased. */
export async function findPersonKey(tx: Tx, identityId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ key: string }[]>`
    select person_key as key from profile_identity where identity_id = ${identityId}`;
  return row?.key;
}
