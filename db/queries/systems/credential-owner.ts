import type { Tx } from "../../tx.ts";

/** Whose credential the system's connector signs in with; null: nobody's own, or nobody said. */
export async function findCredentialOwner(tx: Tx, systemId: string): Promise<string | null> {
  const [row] = await tx.sql<{ id: string | null }[]>`
    select credential_owner_identity_id as id from system where id = ${systemId}`;
  return row?.id ?? null;
}

/** Leavings under way of these identities. */
export async function findLiveCases(
  tx: Tx,
  identityIds: readonly string[],
): Promise<{ readonly id: string; readonly identityId: string }[]> {
  return await tx.sql<{ id: string; identityId: string }[]>`
    select id, identity_id as "identityId" from leaver_case
    where identity_id = any(${[...identityIds]}::uuid[]) and state in ('scheduled', 'open', 'reopened')`;
}

/** Says whose credential it is. @returns the new version; null when there is no such identity */
export async function setCredentialOwner(tx: Tx, systemId: string, identityId: string | null): Promise<number | null> {
  const [row] = await tx.sql<{ version: number }[]>`
    update system set credential_owner_identity_id = ${identityId}, version = version + 1
    where id = ${systemId} and (${identityId}::uuid is null or exists (select from identity where id = ${identityId}::uuid))
    returning version`;
  return row?.version ?? null;
}
