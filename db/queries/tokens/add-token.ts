import type { Tx } from "../../tx.ts";

export interface NewToken {
  readonly id: string;
  readonly digest: string;
  readonly prefix: string;
  readonly name: string;
  readonly role: string;
  readonly userId: string;
}

/** Adds a machine token; the secret itself never comes here. */
export async function addToken(tx: Tx, token: NewToken): Promise<void> {
  await tx.sql`
    insert into api_token (id, digest, prefix, name, role, user_id, created_at)
    values (${token.id}, ${token.digest}, ${token.prefix}, ${token.name}, ${token.role}, ${token.userId}, clock_timestamp())`;
}
