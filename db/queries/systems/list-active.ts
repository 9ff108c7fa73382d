import type { Tx } from "../../tx.ts";

/** A system that somebody may have access in, and who answers for it. */
export interface ActiveSystem {
  readonly id: string;
  readonly ownerIdentityId: string | null;
  readonly deputyIdentityId: string | null;
  /** Its owner or deputy still has an engagement. */
  readonly ownerPresent: boolean;
  readonly deputyPresent: boolean;
}

/** Every system that is not retired. One without a connector counts too: what nobody can check is not gone. */
export async function listActive(tx: Tx): Promise<ActiveSystem[]> {
  return await tx.sql<ActiveSystem[]>`
    select s.id, s.owner_identity_id as "ownerIdentityId", s.deputy_identity_id as "deputyIdentityId",
      exists (select from engagement g where g.identity_id = s.owner_identity_id
        and (g.ended_at is null or g.ended_at > now())) as "ownerPresent",
      exists (select from engagement g where g.identity_id = s.deputy_identity_id
        and (g.ended_at is null or g.ended_at > now())) as "deputyPresent"
    from system s where s.retired_at is null order by s.id`;
}
