import { LISTED_TABS, type ListedTab } from "../../../lib/core/views/discovery.ts";
import type { Tx } from "../../tx.ts";
import { inTab } from "./listed-tab.ts";

export interface TabCount {
  readonly tab: ListedTab;
  /** Counted no further than one more than was asked for. */
  readonly count: number;
}

/** How many accounts of a system each tab has, counted up to `max`: no count reads a million rows. */
export async function countListed(tx: Tx, systemId: string, max: number): Promise<readonly TabCount[]> {
  const { sql } = tx;
  return await Promise.all(
    LISTED_TABS.map(async (tab) => {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int as count from (
          select from profile_listed_account l where l.system_id = ${systemId} and ${inTab(tx, tab)} limit ${max + 1}) counted`;
      return { tab, count: row?.count ?? 0 };
    }),
  );
}
