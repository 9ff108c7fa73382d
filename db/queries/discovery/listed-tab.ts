import type postgres from "postgres";
import type { ListedTab } from "../../../lib/core/views/discovery.ts";
import type { Tx } from "../../tx.ts";

/** Condition of a tab over `profile_listed_account l`. As the partial indexes have it: else the planner passes them by. */
export function inTab({ sql }: Tx, tab: ListedTab): postgres.PendingQuery<postgres.Row[]> {
  switch (tab) {
    case "uncorrelated":
      return sql`l.standing = 'uncorrelated' and l.gone_at is null and l.presence <> 'disabled'`;
    case "left":
      return sql`l.standing = 'left' and l.gone_at is null and l.presence <> 'disabled'`;
    case "not_human":
      return sql`l.kind <> 'human' and l.gone_at is null`;
    case "gone":
      return sql`l.gone_at is not null`;
    case "all":
      return sql`true`;
  }
}
