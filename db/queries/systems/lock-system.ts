import type { Tx } from "../../tx.ts";

/** What a command on a system decides by. */
export interface LockedSystem {
  readonly id: string;
  readonly version: number;
  readonly connector: string | null;
  readonly acting: boolean;
  readonly ownerIdentityId: string | null;
  readonly deputyIdentityId: string | null;
  readonly retired: boolean;
}

/** Locks a system until commit; undefined when it is not there or out of scope. */
export async function lockSystem(tx: Tx, systemId: string): Promise<LockedSystem | undefined> {
  const [row] = await tx.sql<LockedSystem[]>`
    select id, version, connector, acting, owner_identity_id as "ownerIdentityId", deputy_identity_id as "deputyIdentityId", retired_at is not null as retired from system
    where id = ${systemId} for no key update`;
  return row;
}
