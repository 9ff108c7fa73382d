import type { Tx } from "../../tx.ts";

/** How many identities use each account. */
export async function countUsers(tx: Tx, accountIds: readonly string[]): Promise<Map<string, number>> {
  if (accountIds.length === 0) return new Map();
  const rows = await tx.sql<{ id: string; users: number }[]>`
    select account_id as id, count(distinct identity_id)::int as users from account_link
    where account_id = any(${[...accountIds]}::uuid[]) group by account_id`;
  return new Map(rows.map((row) => [row.id, row.users]));
}
