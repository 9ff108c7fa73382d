import type { Tx } from "../../tx.ts";

export interface AppUser {
  readonly id: string;
  readonly identityId: string | null;
  readonly role: string;
}

/**
 * The user an operator names: by the identity when one is given, else by the name among users without one.
 * Takes the turn first, so that two commands at once do not add the same user twice.
 */
export async function findUser(tx: Tx, name: string, identityId: string | null): Promise<AppUser | undefined> {
  await tx.sql`select pg_advisory_xact_lock(23)`;
  const [row] = await tx.sql<AppUser[]>`
    select id, identity_id as "identityId", role from app_user
    where disabled_at is null and identity_id is not distinct from ${identityId}::uuid
      and (${identityId}::uuid is not null or name = ${name})
    order by id limit 1`;
  return row;
}
