import type { Tx } from "../../tx.ts";

export interface CredentialSystem {
  readonly caseId: string;
  readonly systemId: string;
  readonly name: string;
}

/** Connected systems whose connector signs in with a credential of whom these cases are about. */
export async function credentialSystems(tx: Tx, caseIds: readonly string[]): Promise<CredentialSystem[]> {
  return await tx.sql<CredentialSystem[]>`
    select c.id as "caseId", y.id as "systemId", y.name from leaver_case c
    join system y on y.credential_owner_identity_id = c.identity_id and y.connector is not null and y.retired_at is null
    where c.id = any(${[...caseIds]}::uuid[]) order by y.name, y.id`;
}
