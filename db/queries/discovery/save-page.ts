import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/** One account as a page listed it. */
export interface ListedAccount {
  readonly nativeId: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly emails: readonly string[];
  readonly externalId: string | null;
  readonly nameKey: string;
  readonly mailKeys: readonly string[];
  readonly kind: string;
  readonly presence: string;
}

/** A line feed in a mail address would make two of one; no address has one. */
const BETWEEN = "\n";

/** Keeps the accounts of a page. One that was listed before is replaced by what is listed now. */
export async function savePage(
  tx: Tx,
  run: { readonly id: string; readonly systemId: string },
  accounts: readonly ListedAccount[],
): Promise<void> {
  if (accounts.length === 0) return;
  await tx.sql`
    insert into profile_listed_account as l (system_id, native_id, run_id, user_name, display_name, emails, external_id,
      name_key, mail_keys, kind, presence)
    select ${run.systemId}, native_id, ${run.id}, user_name, display_name, string_to_array(emails, E'\n'), external_id,
      name_key, string_to_array(mail_keys, E'\n'), kind, presence
    from unnest(${accounts.map((a) => a.nativeId)}::text[], ${accounts.map((a) => a.userName)}::text[],
      ${accounts.map((a) => a.displayName)}::text[], ${accounts.map((a) => a.emails.join(BETWEEN))}::text[],
      ${accounts.map((a) => a.externalId)}::text[], ${accounts.map((a) => a.nameKey)}::text[],
      ${accounts.map((a) => a.mailKeys.join(BETWEEN))}::text[], ${plainList(accounts.map((a) => a.kind))}::text[],
      ${plainList(accounts.map((a) => a.presence))}::text[])
      as t(native_id, user_name, display_name, emails, external_id, name_key, mail_keys, kind, presence)
    on conflict (system_id, native_id) do update set run_id = excluded.run_id, user_name = excluded.user_name,
      display_name = excluded.display_name, emails = excluded.emails, external_id = excluded.external_id,
      name_key = excluded.name_key, mail_keys = excluded.mail_keys, kind = excluded.kind, presence = excluded.presence,
      gone_at = null`;
}

/** Where the run goes on from now; the attempts of its step begin anew, since it got on. */
export async function moveRun(
  tx: Tx,
  page: {
    readonly runId: string;
    readonly cursor: string | null;
    readonly rows: number;
    readonly unreadable: number;
    readonly total: number | null;
  },
): Promise<void> {
  await tx.sql`
    update discovery_run set cursor = ${page.cursor}, pages = pages + 1, rows = rows + ${page.rows},
      unreadable = unreadable + ${page.unreadable},
      total_first = case when pages = 0 then ${page.total}::int else total_first end, total_last = ${page.total}
    where id = ${page.runId}`;
  await tx.sql`update step set attempts = 1 where id = ${page.runId} and attempts > 1`;
}
