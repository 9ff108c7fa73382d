import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

export interface NewAccount {
  /** Used when the account is new. */
  readonly id: string;
  readonly systemId: string;
  readonly nativeId: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly emails: readonly string[];
  /** One of the core's kinds; a known account keeps the one it has. */
  readonly kind: string;
}

/**
 * Makes accounts known by their native id; those already known keep their id.
 * @returns account id by "systemId nativeId"
 */
export async function recordAccounts(
  tx: Tx,
  accounts: readonly NewAccount[],
): Promise<Map<string, { id: string; kind: string }>> {
  if (accounts.length === 0) return new Map();
  const { sql } = tx;
  const ids = plainList(accounts.map((a) => a.id));
  const systems = plainList(accounts.map((a) => a.systemId));
  // Sent together, carried out in order. An id made for this call stands in the table only if its account is new.
  const [, , known] = await Promise.all([
    sql`
    insert into profile_account (account_id, system_id, native_id, user_name, display_name, emails)
    select id, system_id, native_id, user_name, display_name, string_to_array(emails, E'\n')
    from unnest(${ids}::uuid[], ${systems}::uuid[], ${accounts.map((a) => a.nativeId)}::text[],
      ${accounts.map((a) => a.userName)}::text[], ${accounts.map((a) => a.displayName)}::text[],
      ${accounts.map((a) => a.emails.join("\n"))}::text[]) as t(id, system_id, native_id, user_name, display_name, emails)
    on conflict (system_id, native_id, generation) do nothing`,
    sql`
    insert into account (id, system_id, kind, first_seen_at)
    select p.account_id, p.system_id, t.kind, clock_timestamp()
    from unnest(${ids}::uuid[], ${plainList(accounts.map((a) => a.kind))}::text[]) as t(id, kind)
    join profile_account p on p.account_id = t.id`,
    sql<{ id: string; kind: string; systemId: string; nativeId: string }[]>`
    select p.account_id as id, a.kind, p.system_id as "systemId", p.native_id as "nativeId"
    from unnest(${systems}::uuid[], ${accounts.map((a) => a.nativeId)}::text[]) as t(system_id, native_id)
    join profile_account p on p.system_id = t.system_id and p.native_id = t.native_id
    join account a on a.id = p.account_id`,
  ]);
  return new Map(known.map((row) => [`${row.systemId} ${row.nativeId}`, row]));
}
