import type { Tx } from "../../tx.ts";

export interface OwnerChoice {
  readonly id: string;
  readonly name: string;
}

/** People who can be given a step: they own or deputise some system, or use Closeout. By name. */
export async function readOwnerChoices(tx: Tx, peopleMax: number): Promise<OwnerChoice[]> {
  return await tx.sql<OwnerChoice[]>`
    select p.identity_id as id, p.display_name as name from profile_identity p
    where p.identity_id in (
      select owner_identity_id from system union select deputy_identity_id from system
      union select identity_id from app_user where disabled_at is null)
    order by p.display_name limit ${peopleMax}`;
}
