import type { Tx } from "../../tx.ts";

/** Uses a sign-in token up, once: of two requests with the same one, one finds it. Returns its user. */
export async function takeSignInToken(tx: Tx, digest: string): Promise<{ userId: string } | undefined> {
  const [row] = await tx.sql<{ userId: string }[]>`
    update sign_in_token t set used_at = clock_timestamp()
    from app_user u
    where t.digest = ${digest} and t.used_at is null and t.expires_at > clock_timestamp()
      and u.id = t.user_id and u.disabled_at is null
    returning t.user_id as "userId"`;
  return row;
}
