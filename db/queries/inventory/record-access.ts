import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

export interface NewAccess {
  /** Used when the access is new. */
  readonly id: string;
  readonly systemId: string;
  readonly accountId: string;
  readonly layer: string;
  readonly nativeKey: string;
  readonly label: string;
  readonly before: object | null;
}

/**
 * Makes access known by account, layer and native key; what is already known keeps its id and takes the new counts.
 * @returns access id by "accountId layer nativeKey"
 */
export async function recordAccess(tx: Tx, rows: readonly NewAccess[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const { sql } = tx;
  const ids = plainList(rows.map((r) => r.id));
  const accounts = plainList(rows.map((r) => r.accountId));
  const layers = plainList(rows.map((r) => r.layer));
  // Sent together, carried out in order. An id made for this call stands in the table only if its access is new.
  const [, , known] = await Promise.all([
    sql`
    insert into profile_access (access_id, account_id, layer, native_key, label)
    select id, account_id, layer, native_key, label
    from unnest(${ids}::uuid[], ${accounts}::uuid[], ${layers}::text[],
      ${rows.map((r) => r.nativeKey)}::text[], ${rows.map((r) => r.label)}::text[]) as t(id, account_id, layer, native_key, label)
    on conflict (account_id, layer, native_key) do nothing`,
    sql`
    insert into access (id, system_id, account_id, layer, first_seen_at, before)
    select t.id, t.system_id, p.account_id, p.layer, clock_timestamp(), t.before::jsonb
    from unnest(${ids}::uuid[], ${plainList(rows.map((r) => r.systemId))}::uuid[],
      ${rows.map((r) => (r.before === null ? null : JSON.stringify(r.before)))}::text[]) as t(id, system_id, before)
    join profile_access p on p.access_id = t.id`,
    sql<{ id: string; accountId: string; layer: string; nativeKey: string }[]>`
    select p.access_id as id, p.account_id as "accountId", p.layer, p.native_key as "nativeKey"
    from unnest(${accounts}::uuid[], ${layers}::text[], ${rows.map((r) => r.nativeKey)}::text[])
      as t(account_id, layer, native_key)
    join profile_access p on p.account_id = t.account_id and p.layer = t.layer and p.native_key = t.native_key`,
  ]);
  return new Map(known.map((row) => [`${row.accountId} ${row.layer} ${row.nativeKey}`, row.id]));
}
