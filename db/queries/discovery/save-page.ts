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
 * Writes the accounts of a page. One that was listed before is replaced by what is listed now. They count once
 * `advanceRun` of the same transaction has said where the run goes on.
 */
export async function savePage(tx: Tx, page: PageOf, accounts: readonly ListedAccount[]): Promise<void> {
  if (accounts.length === 0) return;
  const replaced = page.allNew
    ? tx.sql``
    : tx.sql`on conflict (system_id, native_id) do update set run_id = excluded.run_id, user_name = excluded.user_name,
      name_key = excluded.name_key, display_name = excluded.display_name, emails = excluded.emails,
      external_id = excluded.external_id, kind = excluded.kind, presence = excluded.presence, standing = excluded.standing,
      identity_id = null, reason = null, gone_at = null`;
  const text = (value: (account: ListedAccount) => string | null) =>
    accounts.map((account) => value(account) ?? NOTHING).join(BETWEEN);
  // Most names are in small letters as they are: these are sent once.
  const nameKey = ({ userName }: ListedAccount) => {
    const key = userName.toLowerCase();
    return key === userName ? null : key;
  };
  await tx.sql`
    insert into profile_listed_account as l (system_id, native_id, run_id, first_run_id, user_name, name_key, display_name,
      emails, external_id, kind, presence, standing)
    select ${page.systemId}, native_id, ${page.runId}, ${page.runId}, user_name, coalesce(name_key, user_name), display_name,
      -- Where the only account of a page has no mail, the text is empty: a list of nothing, which has no row for it.
      coalesce(string_to_array(emails, E'\n'), '{}'), external_id, kind, presence, standing
    from unnest(string_to_array(${text((a) => a.nativeId)}::text, E'\x1f'),
      string_to_array(${text((a) => a.userName)}::text, E'\x1f'),
      string_to_array(${text(nameKey)}::text, E'\x1f', E'\x1e'),
      string_to_array(${text((a) => a.displayName)}::text, E'\x1f', E'\x1e'),
      string_to_array(${text((a) => a.emails.join("\n"))}::text, E'\x1f'),
      string_to_array(${text((a) => a.externalId)}::text, E'\x1f', E'\x1e'),
      ${plainList(accounts.map((a) => a.kind))}::text[], ${plainList(accounts.map((a) => a.presence))}::text[],
      ${plainList(accounts.map((a) => a.standing))}::text[])
      as t(native_id, user_name, name_key, display_name, emails, external_id, kind, presence, standing)
    ${replaced}`;
}

/**
 * Says where a run goes on after a page, and counts it, for whoever holds its step. Its commit waits for no disk: when
 * the database goes down before it has flushed, rows and place go together, and the page is read again.
 * @returns false when the run is over, or somebody else holds it
 */
export async function advanceRun(tx: Tx, page: PageOf, fence: number): Promise<boolean> {
  const rows = await tx.sql`
    with held as (
      select r.id from discovery_run r join step s on s.id = r.id and s.fence = ${fence} and s.state = 'leased'
      where r.id = ${page.runId} and r.state = 'running' for update
    ), begun as (
      -- It got on: the attempts of its step begin anew.
      update step s set attempts = 1 from held where s.id = held.id and s.attempts > 1)
    update discovery_run r set cursor = ${page.cursor}, pages = pages + 1, rows = rows + ${page.rows},
      unreadable = unreadable + ${page.unreadable},
      total_first = case when pages = 0 then ${page.total}::int else total_first end, total_last = ${page.total}
    from held where r.id = held.id
    returning set_config('synchronous_commit', 'off', true)`;
  return rows.length === 1;
}
