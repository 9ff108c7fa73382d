import type { Tx } from "../../tx.ts";

/** The user behind a session that lives. */
export interface SessionUser {
  readonly userId: string;
  readonly identityId: string | null;
  readonly role: string;
  readonly name: string;
  /** Its last use is old enough to be written anew. */
  readonly stale: boolean;
}

/** Looks a session up. Ended, too old, idle too long, or its user disabled: there is none. */
export async function findSession(tx: Tx, idDigest: string, idleMicros: number): Promise<SessionUser | undefined> {
  const [row] = await tx.sql<SessionUser[]>`
    select u.id as "userId", u.identity_id as "identityId", u.role, u.name, s.seen_at < now() - interval '1 minute' as stale
    from app_session s join app_user u on u.id = s.user_id
    where s.id_digest = ${idDigest} and s.ended_at is null and s.expires_at > now()
      and s.seen_at > now() - ${idleMicros} * interval '1 microsecond' and u.disabled_at is null`;
  return row;
}
