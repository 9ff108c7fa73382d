import type { Instant } from "../../../lib/core/instant.ts";
import type { ListedTab } from "../../../lib/core/views/discovery.ts";
import type { Tx } from "../../tx.ts";
import { inTab } from "./listed-tab.ts";

export interface ListedRow {
  readonly nativeId: string;
  readonly userName: string;
  /** The name as the list is sorted by it. */
  readonly place: string;
  readonly displayName: string | null;
  readonly emails: readonly string[];
  readonly kind: string;
  readonly presence: string;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly reason: string | null;
  readonly personLeft: boolean;
  readonly leaverNumber: number | null;
  readonly firstSeenAt: Instant | null;
  readonly lastSeenAt: Instant | null;
  readonly goneAt: Instant | null;
}

export interface ListedCursor {
  readonly place: string;
  readonly nativeId: string;
}

export interface ListedQuestion {
  readonly systemId: string;
  readonly tab: ListedTab;
  /** Beginning of the user name, in small letters; empty: all. */
  readonly begins: string;
}

/** Sorted after every text that begins as the one before it. */
const LAST = "\u{10FFFF}";

/**
 * Accounts of one tab by name, a page at a time: the index of the tab is read from the cursor on, and no further. Whose
 * an account is that somebody who stays has is looked up for the page alone, by the keys that it carries.
 */
export async function listListed(
  tx: Tx,
  { systemId, tab, begins }: ListedQuestion,
  after: ListedCursor | null,
  rowsMax: number,
): Promise<ListedRow[]> {
  const { sql } = tx;
  const from = after === null ? sql`` : sql`and (l.name_key, l.native_id) > (${after.place}, ${after.nativeId})`;
  const begin = begins === "" ? sql`` : sql`and l.name_key >= ${begins} and l.name_key < ${begins + LAST}`;
  return await sql<ListedRow[]>`
    with page as materialized (
      select l.* from profile_listed_account l where l.system_id = ${systemId} and ${inTab(tx, tab)} ${from} ${begin}
      order by l.name_key, l.native_id limit ${rowsMax}
    )
    select l.native_id as "nativeId", l.user_name as "userName", l.name_key as place,
      l.display_name as "displayName", l.emails, l.kind, l.presence, p.identity_id as "personId",
      p.display_name as "personName", coalesce(l.reason, w.reason) as reason,
      p.identity_id is not null and not exists (select from engagement g where g.identity_id = p.identity_id
        and (g.ended_at is null or g.ended_at > now())) as "personLeft",
      (select c.number from leaver_case c where c.identity_id = p.identity_id and c.state <> 'cancelled'
        order by c.opened_at desc limit 1) as "leaverNumber",
      micros(f.started_at) as "firstSeenAt", micros(r.started_at) as "lastSeenAt", micros(l.gone_at) as "goneAt"
    from page l
    left join lateral (
      select k.identity_id, k.reason from (
        select identity_id, 'external_id' as reason, 1 as strength from profile_identity where person_key = l.external_id
        union all
        select identity_id, 'user_name', 2 from profile_identity
          where user_names @> array[l.user_name] or emails @> array[lower(l.user_name)]
        union all
        select i.identity_id, 'email', 3 from unnest(l.emails) m(email)
          join profile_identity i on i.emails @> array[lower(m.email)]) k
      order by k.strength limit 1
    ) w on l.identity_id is null and l.standing <> 'uncorrelated'
    left join profile_identity p on p.identity_id = coalesce(l.identity_id, w.identity_id)
    left join discovery_run f on f.id = l.first_run_id
    left join discovery_run r on r.id = l.run_id
    order by l.name_key, l.native_id`;
}
