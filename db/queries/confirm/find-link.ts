import type { Tx } from "../../tx.ts";

/** A confirm link that lives. */
export interface LiveLink {
  readonly id: string;
  readonly systemId: string;
  readonly identityId: string;
}

/** The link of a digest: not expired, and its owner has not left and still answers for the system. */
export async function findLink(tx: Tx, digest: string): Promise<LiveLink | undefined> {
  const [row] = await tx.sql<LiveLink[]>`
    select l.id, l.system_id as "systemId", l.owner_identity_id as "identityId"
    from confirm_link l join system y on y.id = l.system_id
    where l.digest = ${digest} and l.expires_at > clock_timestamp() and y.retired_at is null
      and l.owner_identity_id in (y.owner_identity_id, y.deputy_identity_id)
      and exists (select from engagement g where g.identity_id = l.owner_identity_id and (g.ended_at is null or g.ended_at > now()))`;
  return row;
}
