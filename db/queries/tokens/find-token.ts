import type { Tx } from "../../tx.ts";

/** A machine token that lives, and the human who answers for it. */
export interface TokenHolder {
  readonly tokenId: string;
  readonly userId: string;
  readonly identityId: string | null;
  readonly role: string;
  /** Its last use is old enough to be written anew. */
  readonly stale: boolean;
}

/** Looks a token up by its digest. Revoked, or its human disabled: there is none. */
export async function findToken(tx: Tx, digest: string): Promise<TokenHolder | undefined> {
  const [row] = await tx.sql<TokenHolder[]>`
    select t.id as "tokenId", u.id as "userId", u.identity_id as "identityId", t.role,
      coalesce(t.last_used_at < now() - interval '1 minute', true) as stale
    from api_token t join app_user u on u.id = t.user_id
    where t.digest = ${digest} and t.revoked_at is null and u.disabled_at is null`;
  return row;
}
