import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/** One account as a page listed it. No value holds a unit or record separator. */
export interface ListedAccount {
  readonly nativeId: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly emails: readonly string[];
  readonly externalId: string | null;
  readonly kind: string;
  readonly presence: string;
  readonly standing: string;
}

/** Where a page belongs, and where the run goes on after it. */
export interface PageOf {
  readonly runId: string;
  readonly systemId: string;
  readonly cursor: string | null;
  readonly rows: number;
  readonly unreadable: number;
  readonly total: number | null;
  /** None of the page's accounts should be known; one that is makes it fail, and costs less to find out than to expect. */
  readonly allNew: boolean;
}

/** U+001F between values, U+001E for no value: the driver would quote and escape every text of an array, one by one. */
const BETWEEN = "\u001F";
const NOTHING = "\u001E";

/** Whether a text can stand in a list as it is written here. */
export function isListable(text: string): boolean {
  return !text.includes(BETWEEN) && !text.includes(NOTHING) && !text.includes("\u0000");
}

/**
 * Keeps the accounts of a page and where to go on. One that was listed before is replaced by what is listed now. Nothing
 * is lost when the database goes down before it has flushed: rows and place go together, and the page is read again.
 */
export async function savePage(tx: Tx, page: PageOf, accounts: readonly ListedAccount[]): Promise<void> {
  const replaced = page.allNew
    ? tx.sql``
    : tx.sql`on conflict (system_id, native_id) do update set run_id = excluded.run_id, user_name = excluded.user_name,
      display_name = excluded.display_name, emails = excluded.emails, external_id = excluded.external_id,
      kind = excluded.kind, presence = excluded.presence, standing = excluded.standing, identity_id = null, reason = null,
      gone_at = null`;
  const text = (value: (account: ListedAccount) => string | null) =>
    accounts.map((account) => value(account) ?? NOTHING).join(BETWEEN);
  await Promise.all([
    tx.sql`set local synchronous_commit = off`,
    accounts.length === 0
      ? undefined
      : tx.sql`
    insert into profile_listed_account as l (system_id, native_id, run_id, first_run_id, user_name, display_name, emails, external_id,
      kind, presence, standing)
    select ${page.systemId}, native_id, ${page.runId}, ${page.runId}, user_name, display_name, string_to_array(emails, E'\n'), external_id,
      kind, presence, standing
    from unnest(string_to_array(${text((a) => a.nativeId)}::text, E'\x1f'),
      string_to_array(${text((a) => a.userName)}::text, E'\x1f'),
      string_to_array(${text((a) => a.displayName)}::text, E'\x1f', E'\x1e'),
      string_to_array(${text((a) => a.emails.join("\n"))}::text, E'\x1f'),
      string_to_array(${text((a) => a.externalId)}::text, E'\x1f', E'\x1e'),
      ${plainList(accounts.map((a) => a.kind))}::text[], ${plainList(accounts.map((a) => a.presence))}::text[],
      ${plainList(accounts.map((a) => a.standing))}::text[])
      as t(native_id, user_name, display_name, emails, external_id, kind, presence, standing)
    ${replaced}`,
    tx.sql`
    update discovery_run set cursor = ${page.cursor}, pages = pages + 1, rows = rows + ${page.rows},
      unreadable = unreadable + ${page.unreadable},
      total_first = case when pages = 0 then ${page.total}::int else total_first end, total_last = ${page.total}
    where id = ${page.runId}`,
    // It got on: the attempts of its step begin anew.
    tx.sql`update step set attempts = 1 where id = ${page.runId} and attempts > 1`,
  ]);
}
