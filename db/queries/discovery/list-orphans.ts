import type { Instant } from "../../../lib/core/instant.ts";
import type { ListedTab } from "../../../lib/core/views/discovery.ts";
import type { Tx } from "../../tx.ts";
import { inTab } from "./listed-tab.ts";

export interface OrphanRow {
  readonly slug: string;
  readonly name: string;
  readonly tier: number;
  readonly owner: string | null;
  /** Each counted no further than one more than was asked for. */
  readonly nobody: number;
  readonly ofLeavers: number;
  readonly notHuman: number;
  readonly accounts: number | null;
  readonly listedAt: Instant | null;
}

/** Systems with a connector, most accounts of nobody first, those that were never listed to the end last. */
export async function listOrphans(tx: Tx, max: number, systemsMax: number): Promise<OrphanRow[]> {
  const { sql } = tx;
  const count = (tab: ListedTab) => sql`(
    select count(*)::int from (
      select from profile_listed_account l where l.system_id = y.id and ${inTab(tx, tab)} limit ${max + 1}) counted)`;
  return await sql<OrphanRow[]>`
    select y.slug, y.name, y.tier, p.display_name as owner, ${count("uncorrelated")} as nobody,
      ${count("left")} as "ofLeavers", ${count("not_human")} as "notHuman", r.accounts, micros(r.ended_at) as "listedAt"
    from system y
    left join profile_identity p on p.identity_id = y.owner_identity_id
    left join lateral (
      select accounts, ended_at from discovery_run where system_id = y.id and state in ('finished', 'held')
        and changed_since is null order by started_at desc limit 1) r on true
    where y.retired_at is null and y.connector is not null
    order by r.ended_at is null, nobody desc, "ofLeavers" desc, y.tier, y.name limit ${systemsMax}`;
}
