import type { Tx } from "../../tx.ts";

/** Person keys by mail, in small letters; a mail that several people have comes once for each. */
export async function findKeysOfEmails(
  tx: Tx,
  emails: readonly string[],
): Promise<{ readonly email: string; readonly personKey: string }[]> {
  if (emails.length === 0) return [];
  return await tx.sql<{ email: string; personKey: string }[]>`
    select m.email, p.person_key as "personKey" from unnest(${[...emails]}::text[]) as m(email)
    join profile_identity p on p.emails @> array[m.email]`;
}
