import type { Tx } from "../../tx.ts";

export interface AccountLink {
  readonly accountId: string;
  readonly identityId: string;
  readonly relation: string;
  /** Why they were matched. */
  readonly reason: string;
}

/** Links accounts to identities. @returns links that are new */
export async function linkAccounts(tx: Tx, links: readonly AccountLink[]): Promise<readonly AccountLink[]> {
  if (links.length === 0) return [];
  return await tx.sql<AccountLink[]>`
    insert into account_link (account_id, identity_id, relation, reason, linked_at)
    select account_id, identity_id, relation, reason, clock_timestamp()
    from unnest(${links.map((l) => l.accountId)}::uuid[], ${links.map((l) => l.identityId)}::uuid[], ${links.map((l) => l.relation)}::text[],
      ${links.map((l) => l.reason)}::text[]) as t(account_id, identity_id, relation, reason)
    on conflict do nothing
    returning account_id as "accountId", identity_id as "identityId", relation, reason`;
}
