import type { Tx } from "../../tx.ts";

/**
 * Whether a leaving of somebody is planned, worked on, or watched.
 * @param who id of an identity, or the text of a sign-in that is tied to nobody, of whom no leaving is known
 */
export async function isLeaver(tx: Tx, who: string): Promise<boolean> {
  const rows = await tx.sql`
    select from leaver_case where identity_id = case when ${who}::text ~ '^[0-9a-f-]{36}$' then ${who}::text::uuid end
      and state not in ('cancelled', 'archived') limit 1`;
  return rows.length > 0;
}
