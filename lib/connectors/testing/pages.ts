import type { AccountRecord, Connection } from "../contract.ts";

/** Every account that `pageAccounts` names, in its order. @throws Error when a page could not be read */
export async function everyPage(
  connection: Required<Connection>,
  signal: AbortSignal,
): Promise<readonly AccountRecord[]> {
  const rows: AccountRecord[] = [];
  let cursor: string | null = null;
  do {
    const page = await connection.pageAccounts({ cursor, changedSince: null }, signal);
    if (page.failure !== null) throw new Error(`A page could not be read: ${page.failure}`);
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}
