import type { Tx } from "../../tx.ts";

/** Personal values of an identity as kept. */
export interface Profile {
  readonly identityId: string;
  readonly personKey: string;
  readonly displayName: string;
  readonly emails: readonly string[];
  readonly userNames: readonly string[];
  readonly managerKey: string | null;
  readonly zone: string | null;
}

/** Profiles by the keys HR knows people by. */
export async function findProfiles(tx: Tx, personKeys: readonly string[]): Promise<Profile[]> {
  return await tx.sql<Profile[]>`
    select identity_id as "identityId", person_key as "personKey", display_name as "displayName", emails,
      user_names as "userNames", manager_key as "managerKey", zone
    from profile_identity where person_key = any(${[...personKeys]}::text[])`;
}
