import type { Tx } from "../../tx.ts";

/** A system that can be looked into, and who answers for it. */
export interface ConnectedSystem {
  readonly id: string;
  readonly ownerIdentityId: string | null;
  readonly deputyIdentityId: string | null;
  /** Its owner or deputy still has an engagement. */
  readonly ownerPresent: boolean;
  readonly deputyPresent: boolean;
}

/** Systems that have a connector and are not retired. */
export async function listConnected(tx: Tx): Promise<ConnectedSystem[]> {
  return await tx.sql<ConnectedSystem[]>`
    select s.id, s.owner_identity_id as "ownerIdentityId", s.deputy_identity_id as "deputyIdentityId",
      exists (select from engagement g where g.identity_id = s.owner_identity_id
        and (g.ended_at is null or g.ended_at > now())) as "ownerPresent",
      exists (select from engagement g where g.identity_id = s.deputy_identity_id
        and (g.ended_at is null or g.ended_at > now())) as "deputyPresent"
    from system s where s.connector is not null and s.retired_at is null order by s.id`;
}
