import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

export interface NewLink {
  readonly id: string;
  readonly digest: string;
  readonly systemId: string;
  readonly ownerIdentityId: string;
  readonly by: string;
  readonly days: number;
}

/** Adds a confirm link. @returns when it expires */
export async function saveLink(tx: Tx, { id, digest, systemId, ownerIdentityId, by, days }: NewLink): Promise<Instant> {
  const [row] = await tx.sql<{ until: Instant }[]>`
    insert into confirm_link (id, digest, system_id, owner_identity_id, created_by, created_at, expires_at)
    values (${id}, ${digest}, ${systemId}, ${ownerIdentityId}, ${by}, clock_timestamp(), clock_timestamp() + ${days} * interval '1 day')
    returning micros(expires_at) as until`;
  if (row === undefined) throw new Error("the link was not written");
  return row.until;
}

/** A system by its id or slug, with who answers for it. */
export interface OwnedSystem {
  readonly id: string;
  readonly ownerIdentityId: string | null;
  readonly deputyIdentityId: string | null;
}

/** undefined when there is no such system. */
export async function findOwnedSystem(tx: Tx, ref: string): Promise<OwnedSystem | undefined> {
  const [row] = await tx.sql<OwnedSystem[]>`
    select id, owner_identity_id as "ownerIdentityId", deputy_identity_id as "deputyIdentityId"
    from system where (id::text = ${ref} or slug = ${ref}) and retired_at is null`;
  return row;
}
