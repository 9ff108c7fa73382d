import type { Tx } from "../../tx.ts";

export interface LockedAccount {
  readonly runId: string;
  readonly userName: string;
  readonly emails: readonly string[];
  readonly kind: string;
  readonly standing: string;
}

/** A listed account, locked until commit; undefined when it is not listed any more. */
export async function lockListed(tx: Tx, systemId: string, nativeId: string): Promise<LockedAccount | undefined> {
  const [row] = await tx.sql<LockedAccount[]>`
    select run_id as "runId", user_name as "userName", emails, kind, standing from profile_listed_account
    where system_id = ${systemId} and native_id = ${nativeId} and gone_at is null for no key update`;
  return row;
}

/** Says whose a listed account is, until the next listing says it by the keys. */
export async function assignListed(
  tx: Tx,
  account: {
    readonly systemId: string;
    readonly nativeId: string;
    readonly standing: "person" | "left";
    readonly identityId: string;
    readonly reason: string;
  },
): Promise<void> {
  // Of somebody who stays it is told by the keys each time.
  const identityId = account.standing === "left" ? account.identityId : null;
  const reason = account.standing === "left" ? account.reason : null;
  await tx.sql`
    update profile_listed_account set standing = ${account.standing}, identity_id = ${identityId}, reason = ${reason}
    where system_id = ${account.systemId} and native_id = ${account.nativeId}`;
}
