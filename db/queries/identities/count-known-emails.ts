import type { Tx } from "../../tx.ts";

/** How many of these mails, in small letters, are of somebody known; null where nobody is known at all. */
export async function countKnownEmails(tx: Tx, emails: readonly string[]): Promise<number | null> {
  const [row] = await tx.sql<{ known: number | null }[]>`
    select case when exists (select from profile_identity where emails <> '{}') then (
      select count(*)::int from unnest(${[...emails]}::text[]) as m(email)
      where exists (select from profile_identity p where p.emails @> array[m.email])) end as known`;
  return row?.known ?? null;
}
