import type { Tx } from "../../tx.ts";

export interface ListedRow {
  readonly nativeId: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly emails: readonly string[];
  readonly kind: string;
  readonly presence: string;
  readonly personName: string | null;
  readonly reason: string | null;
  readonly leaverNumber: number | null;
}

export interface ListedCursor {
  readonly userName: string;
  readonly nativeId: string;
}

/** Accounts of one standing that can still be used or of which that is not known, by name, a page at a time. */
export async function listListed(
  tx: Tx,
  { systemId, standing }: { readonly systemId: string; readonly standing: "uncorrelated" | "left" },
  after: ListedCursor | null,
  rowsMax: number,
): Promise<ListedRow[]> {
  const { sql } = tx;
  const place =
    after === null ? sql`` : sql`and (l.user_name collate "C", l.native_id) > (${after.userName}, ${after.nativeId})`;
  // Written twice so that the planner sees the condition of the partial index.
  const which = standing === "left" ? sql`l.standing = 'left'` : sql`l.standing = 'uncorrelated'`;
  return await sql<ListedRow[]>`
    select l.native_id as "nativeId", l.user_name as "userName", l.display_name as "displayName", l.emails, l.kind, l.presence,
      p.display_name as "personName", l.reason,
      (select c.number from leaver_case c where c.identity_id = l.identity_id and c.state <> 'cancelled'
        order by c.opened_at desc limit 1) as "leaverNumber"
    from profile_listed_account l left join profile_identity p on p.identity_id = l.identity_id
    where l.system_id = ${systemId} and ${which} and l.gone_at is null and l.presence <> 'disabled' ${place}
    order by l.user_name collate "C", l.native_id limit ${rowsMax}`;
}
