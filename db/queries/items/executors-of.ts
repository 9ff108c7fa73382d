import type postgres from "postgres";
import type { Tx } from "../../tx.ts";

type Select = postgres.PendingQuery<postgres.Row[]>;

/**
 * Everybody who answers for what was reported by hand of the case item `i`, as a select of `who`. What was said by a
 * confirm link counts for its owner and for whoever made the link: they held it too.
 */
export function executorsOf(tx: Tx, sources: "by hand" | "persons"): Select {
  const { sql } = tx;
  const counted = sources === "persons" ? sql`c.source = 'person'` : sql`c.source <> 'connector'`;
  const reported = sql`r.answer in ('removed', 'still_there') and exists (select from claim c
    where c.item_id = i.id and c.source = 'person' and c.actor = l.owner_identity_id::text)`;
  return sql`
    select c.actor as who from claim c where c.item_id = i.id and ${counted}
    union ${heldBy(tx, reported)}`;
}

/** Who made the links by which an exception of the case item `i` was asked for and not refused, as a select of `who`. */
export function linkRequestersOf(tx: Tx): Select {
  const asked = tx.sql`r.answer = 'exception' and exists (select from exception_request q
    where q.item_id = i.id and q.state <> 'refused' and q.requested_by = l.owner_identity_id::text)`;
  return heldBy(tx, asked);
}

/**
 * Who else may have held the links of these answers. `visitor:` stands beside an owner who has no sign-in of their own:
 * whoever signs in without being tied to a person may be that owner.
 */
function heldBy({ sql }: Tx, answered: Select): Select {
  return sql`
    select held.who from confirm_answer r join confirm_link l on l.id = r.link_id
    cross join lateral (
      select l.created_by as who
      union all
      select 'visitor:' || l.owner_identity_id
      where not exists (select from app_user u where u.identity_id = l.owner_identity_id)
    ) held
    where r.case_id = i.case_id and r.system_id = i.system_id and ${answered}`;
}
